package makemore.inspect;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/**
 * The tables of a {@link Recording}, and their columns, of float32 numbers if they name no type.
 *
 * <p>{@code step}, which all have, counts from 0; {@code layer} counts from 0 over all layers after
 * the embedding, and has a row for each {@code Tanh}; {@code parameter} counts from 0 over all
 * parameters, the embedding first, and has a row for each matrix.
 */
public enum RecordedTable {
  /** The loss of every step, in nats. */
  LOSS("loss"),
  /** The loss of a sample of the validation examples before a step, always the same ones. */
  VALIDATION_LOSS("loss"),
  /** log10 of the standard deviation of a matrix's update over that of the matrix. */
  UPDATE_RATIO("parameter:integer log10_ratio"),
  /** A Tanh's output; saturated: {@link Recorder#SATURATED}. */
  ACTIVATIONS("layer:integer type:string mean std saturated_percent"),
  /** The gradient of the loss at that output. */
  ACTIVATION_GRADIENTS("layer:integer type:string mean std"),
  /** A matrix's gradient. */
  WEIGHT_GRADIENTS("parameter:integer shape:string mean std grad_data_ratio"),
  /** A Tanh's input. */
  PRE_ACTIVATIONS("layer:integer mean std min percentile_5 percentile_95 max"),
  /** How many neurons of a Tanh are saturated for all examples of the {@link Probe}, or for 99%. */
  DEAD_NEURONS("layer:integer examples:integer neurons:integer dead:integer nearly_dead:integer"),
  /**
   * A name that the network invents before a step, between ends; without the second one it goes on.
   */
  NAMES("name:string"),
  /**
   * Some neurons of a Tanh: how often each is saturated in the {@link Probe}, and its inputs x0, x1
   * and so on for the first examples of the batch, at most 32. An input is missing if it is not
   * finite, or if the batch has fewer examples.
   */
  NEURONS("layer:integer neuron:integer saturated_percent examples:integer" + inputs()),
  /** A few neurons of the batch normalisation before a Tanh, {@code layer}. */
  BATCH_NORM_NEURONS("layer:integer neuron:integer gamma beta running_mean running_std"),
  /** Their inputs and the gradients of their outputs; a number is missing if it is not finite. */
  BATCH_NORM_EXAMPLES(
      "layer:integer neuron:integer example:integer input:double output_gradient:double"),
  /**
   * The {@link Histogram} of a Tanh's output: each bin's left edge and its density; no rows where a
   * value is not finite.
   */
  ACTIVATION_HISTOGRAMS("layer:integer value density"),
  /** The same of the gradient at that output. */
  ACTIVATION_GRADIENT_HISTOGRAMS("layer:integer value density"),
  /** The same of a matrix's gradient. */
  WEIGHT_GRADIENT_HISTOGRAMS("parameter:integer value density");

  private final String columns;

  RecordedTable(String columns) {
    this.columns = "step:integer " + columns;
  }

  /** Makes a table without rows. Its name is that of its file in the run folder, without ".csv". */
  public Table empty() {
    Table table = Table.create(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    for (String column : columns.split(" ")) {
      String[] parts = (column + ":float").split(":");
      table.addColumns(ColumnType.valueOf(parts[1].toUpperCase(Locale.ROOT)).create(parts[0]));
    }
    return table;
  }

  /** Gives the table of the histograms of what this one has the statistics of. */
  public RecordedTable histograms() {
    return valueOf(name().replaceFirst("S$", "_HISTOGRAMS"));
  }

  private static String inputs() {
    return IntStream.range(0, Snapshot.KEPT_EXAMPLES)
        .mapToObj(example -> " x" + example + ":double")
        .collect(Collectors.joining());
  }
}
