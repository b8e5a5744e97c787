package makemore.inspect;

import com.google.common.collect.ObjectArrays;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.Snapshot.Matrix;
import makemore.inspect.Snapshot.Normalised;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/**
 * The tables of a {@link Recording}: the columns of each, what has a row, and the row's values. A
 * column is of float32 numbers if it names no other type.
 *
 * <p>{@code step}, the first column of all, counts from 0; {@code layer} counts from 0 over all
 * layers after the embedding, and has a row for each {@code Tanh}; {@code parameter} counts from 0
 * over all parameters, the embedding first, and has a row for each matrix.
 */
public enum RecordedTable {
  /** The loss of every step, in nats. */
  LOSS("loss", Stream::of, pass -> row(pass.loss())),
  /** The loss of a sample of the validation examples before a step, always the same ones. */
  VALIDATION_LOSS("loss", Stream::of, pass -> row(pass.loss())),
  /** log10 of the standard deviation of a matrix's update over that of the matrix. */
  UPDATE_RATIO(
      "parameter:integer log10_ratio",
      Snapshot::matrices,
      m -> row(m.index(), Math.log10(m.updateRatio()))),
  /** A Tanh's output; saturated: {@link Recorder#SATURATED}. */
  ACTIVATIONS(
      "layer:integer type:string mean std saturated_percent",
      Snapshot::outputs,
      y -> row(y.index(), "Tanh", y.mean(), y.std(), y.saturatedPercent(Recorder.SATURATED))),
  /** The gradient of the loss at that output. */
  ACTIVATION_GRADIENTS(
      "layer:integer type:string mean std",
      Snapshot::outputGradients,
      dy -> row(dy.index(), "Tanh", dy.mean(), dy.std())),
  /** A matrix's gradient. */
  WEIGHT_GRADIENTS(
      "parameter:integer shape:string mean std grad_data_ratio",
      Snapshot::matrices,
      m -> row(m.index(), m.shape(), m.gradient().mean(), m.gradient().std(), m.gradientToData())),
  /** A Tanh's input. */
  PRE_ACTIVATIONS(
      "layer:integer mean std min percentile_5 percentile_95 max",
      Snapshot::inputs,
      x -> row(x.index(), x.mean(), x.std(), x.min(), x.percentile(5), x.percentile(95), x.max())),
  /** How many neurons of a Tanh are saturated for all examples of the {@link Probe}, or for 99%. */
  DEAD_NEURONS(
      "layer:integer examples:integer neurons:integer dead:integer nearly_dead:integer",
      pass -> pass.probed().values().stream(),
      p -> row(p.layer(), p.examples(), p.saturated().length, p.dead(), p.nearlyDead())),
  /**
   * Some neurons of a Tanh: how often each is saturated in the {@link Probe}, and its inputs x0, x1
   * and so on for the first examples of the batch, at most 32. An input is missing if it is not
   * finite, or if the batch has fewer examples.
   */
  NEURONS(
      "layer:integer neuron:integer saturated_percent examples:integer" + inputs(),
      Snapshot::neurons,
      n ->
          ObjectArrays.concat(
              row(
                  n.layer(),
                  n.number(),
                  n.saturatedPercent(),
                  Math.min(n.inputs().length, Snapshot.KEPT_EXAMPLES)),
              Arrays.copyOf(n.inputs(), Snapshot.KEPT_EXAMPLES),
              Object.class)),
  /** A few neurons of the batch normalisation before a Tanh, {@code layer}. */
  BATCH_NORM_NEURONS(
      "layer:integer neuron:integer gamma beta running_mean running_std",
      Snapshot::normalised,
      n ->
          row(
              n.layer(),
              n.number(),
              n.value("gamma"),
              n.value("beta"),
              n.value("runningMean"),
              n.runningStd())),
  /** Their inputs and the gradients of their outputs; a number is missing if it is not finite. */
  BATCH_NORM_EXAMPLES(
      "layer:integer neuron:integer example:integer input:double output_gradient:double",
      pass -> pass.normalised().flatMap(Normalised::examples),
      x -> row(x.layer(), x.neuron(), x.example(), x.input(), x.outputGradient())),
  /**
   * The {@link Histogram} of a Tanh's output: each bin's left edge and its density; no rows where a
   * value is not finite.
   */
  ACTIVATION_HISTOGRAMS("layer", Snapshot::outputs),
  /** The same of the gradient at that output. */
  ACTIVATION_GRADIENT_HISTOGRAMS("layer", Snapshot::outputGradients),
  /** The same of a matrix's gradient. */
  WEIGHT_GRADIENT_HISTOGRAMS("parameter", pass -> pass.matrices().map(Matrix::gradient));

  private final String columns;
  private final Function<Snapshot, Stream<Object[]>> rows;

  <T> RecordedTable(String columns, Function<Snapshot, Stream<T>> has, Function<T, Object[]> row) {
    this.columns = "step:integer " + columns;
    rows = pass -> has.apply(pass).map(row);
  }

  /** A table of histograms. */
  RecordedTable(String key, Function<Snapshot, Stream<Statistics>> has) {
    this(
        key + ":integer value density",
        pass -> has.apply(pass).flatMap(Statistics::bins),
        bin -> row(bin.index(), bin.leftEdge(), bin.density()));
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

  /** Gives the rows that a step adds, without the number of the step. */
  List<Object[]> rows(Snapshot pass) {
    return rows.apply(pass).toList();
  }

  /** Gives the table of the histograms of what this one has the statistics of. */
  public RecordedTable histograms() {
    return valueOf(name().replaceFirst("S$", "_HISTOGRAMS"));
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static String inputs() {
    return IntStream.range(0, Snapshot.KEPT_EXAMPLES)
        .mapToObj(example -> " x" + example + ":double")
        .collect(Collectors.joining());
  }
}
