package makemore.inspect;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/**
 * The tables of a {@link Recording}.
 *
 * <p>{@code step} counts from 0; {@code layer} counts from 0 over all layers after the embedding,
 * and has a row for each {@code Tanh}; {@code parameter} counts from 0 over all parameters, the
 * embedding first, and has a row for each matrix.
 */
public enum RecordedTable {
  /** The loss of every step, in nats. */
  LOSS("step loss"),
  /** The loss of a sample of the validation examples before a step, always the same ones. */
  VALIDATION_LOSS("step loss"),
  /** log10 of the standard deviation of a matrix's update over that of the matrix. */
  UPDATE_RATIO("step parameter log10_ratio"),
  /** A Tanh's output; saturated: {@link Recorder#SATURATED}. */
  ACTIVATIONS("step layer type mean std saturated_percent"),
  /** The gradient of the loss at that output. */
  ACTIVATION_GRADIENTS("step layer type mean std"),
  /** A matrix's gradient. */
  WEIGHT_GRADIENTS("step parameter shape mean std grad_data_ratio"),
  /** A Tanh's input. */
  PRE_ACTIVATIONS("step layer mean std min percentile_5 percentile_95 max"),
  /** How many neurons of a Tanh are saturated for all examples of the {@link Probe}, or for 99%. */
  DEAD_NEURONS("step layer examples neurons dead nearly_dead"),
  /**
   * Some neurons of a Tanh: how often each is saturated in the {@link Probe}, and its inputs x0, x1
   * and so on for the first examples of the batch, at most 32. An input is missing if it is not
   * finite, or if the batch has fewer examples.
   */
  NEURONS("step layer neuron saturated_percent examples" + inputs()),
  /** A few neurons of the batch normalisation before a Tanh, {@code layer}. */
  BATCH_NORM_NEURONS("step layer neuron gamma beta running_mean running_std"),
  /** Their inputs and the gradients of their outputs; a number is missing if it is not finite. */
  BATCH_NORM_EXAMPLES("step layer neuron example input output_gradient"),
  /**
   * The {@link Histogram} of a Tanh's output: each bin's left edge and its density; no rows where a
   * value is not finite.
   */
  ACTIVATION_HISTOGRAMS("step layer value density"),
  /** The same of the gradient at that output. */
  ACTIVATION_GRADIENT_HISTOGRAMS("step layer value density"),
  /** The same of a matrix's gradient. */
  WEIGHT_GRADIENT_HISTOGRAMS("step parameter value density");

  private final String columns;

  RecordedTable(String columns) {
    this.columns = columns;
  }

  /** Makes a table without rows. Its name is that of its file in the run folder, without ".csv". */
  public Table empty() {
    Table table = Table.create(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    for (String column : columns.split(" ")) {
      table.addColumns(type(column).create(column));
    }
    return table;
  }

  /** Gives the table of the histograms of what this one has the statistics of. */
  public RecordedTable histograms() {
    return valueOf(name().replaceFirst("S$", "_HISTOGRAMS"));
  }

  private static ColumnType type(String column) {
    if (column.matches("type|shape")) {
      return ColumnType.STRING;
    }
    if (column.matches("step|layer|parameter|neurons?|examples?|dead|nearly_dead")) {
      return ColumnType.INTEGER;
    }
    return column.matches("x\\d+|input|output_gradient") ? ColumnType.DOUBLE : ColumnType.FLOAT;
  }

  private static String inputs() {
    return IntStream.range(0, Snapshot.KEPT_EXAMPLES)
        .mapToObj(example -> " x" + example)
        .collect(Collectors.joining());
  }
}
