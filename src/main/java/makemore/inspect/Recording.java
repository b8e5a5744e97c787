package makemore.inspect;

import java.util.List;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

/**
 * What was recorded of a run: tables, each named as its file in the run folder, without the ending.
 *
 * <p>{@code step} counts from 0; {@code layer} counts from 0 over all layers after the embedding,
 * and has a row for each {@code Tanh}; {@code parameter} counts from 0 over all parameters, the
 * embedding first, and has a row for each matrix.
 *
 * @param loss {@code step,loss}: the loss of every step, in nats
 * @param updateRatio {@code step,parameter,log10_ratio}: log10 of the standard deviation of the
 *     update over that of the data
 * @param activations {@code step,layer,type,mean,std,saturated_percent}: a Tanh's output;
 *     saturated: {@link Recorder#SATURATED}
 * @param activationGradients {@code step,layer,type,mean,std}: the gradient at that output
 * @param weightGradients {@code step,parameter,shape,mean,std,grad_data_ratio}: a matrix's gradient
 * @param preActivations {@code step,layer,mean,std,min,percentile_5,percentile_95,max}: a Tanh's
 *     input
 * @param deadNeurons {@code step,layer,examples,neurons,dead}: how many of a Tanh's neurons are
 *     dead in the step's batch; dead: abs(output) above {@link Recorder#DEAD} for all its examples
 * @param hiddenActivations {@code layer,example,neuron,activation}: the last Tanh's output in the
 *     last batch, of at most {@link Recorder#KEPT_EXAMPLES} and {@link Recorder#KEPT_NEURONS}
 * @param activationHistograms {@code step,layer,value,density}: {@link Histogram} of a Tanh's
 *     output, {@code value} being a bin's left edge; no rows where a value is not finite
 * @param activationGradientHistograms the same of the gradient at that output
 * @param weightGradientHistograms {@code step,parameter,value,density}: the same of a matrix's
 *     gradient
 */
public record Recording(
    Table loss,
    Table updateRatio,
    Table activations,
    Table activationGradients,
    Table weightGradients,
    Table preActivations,
    Table deadNeurons,
    Table hiddenActivations,
    Table activationHistograms,
    Table activationGradientHistograms,
    Table weightGradientHistograms) {

  /**
   * A recording in which nothing is recorded yet.
   *
   * @return empty tables
   */
  public static Recording empty() {
    return new Recording(
        table("loss", "step", "loss"),
        table("update-ratio", "step", "parameter", "log10_ratio"),
        table("activations", "step", "layer", "type", "mean", "std", "saturated_percent"),
        table("activation-gradients", "step", "layer", "type", "mean", "std"),
        table("weight-gradients", "step", "parameter", "shape", "mean", "std", "grad_data_ratio"),
        table(
            "pre-activations",
            "step",
            "layer",
            "mean",
            "std",
            "min",
            "percentile_5",
            "percentile_95",
            "max"),
        table("dead-neurons", "step", "layer", "examples", "neurons", "dead"),
        table("hidden-activations", "layer", "example", "neuron", "activation"),
        table("activation-histograms", "step", "layer", "value", "density"),
        table("activation-gradient-histograms", "step", "layer", "value", "density"),
        table("weight-gradient-histograms", "step", "parameter", "value", "density"));
  }

  private static Table table(String name, String... columns) {
    Table table = Table.create(name);
    for (String column : columns) {
      table.addColumns(type(column).create(column));
    }
    return table;
  }

  private static ColumnType type(String column) {
    return switch (column) {
      case "type", "shape" -> ColumnType.STRING;
      case "step", "layer", "parameter", "examples", "neurons", "dead", "example", "neuron" ->
          ColumnType.INTEGER;
      default -> ColumnType.FLOAT;
    };
  }

  /**
   * Reads a saved recording.
   *
   * @param saved gives, for an empty table, the saved one of that name and these columns
   * @return the recording
   */
  public static Recording read(UnaryOperator<Table> saved) {
    Recording empty = empty();
    return new Recording(
        saved.apply(empty.loss),
        saved.apply(empty.updateRatio),
        saved.apply(empty.activations),
        saved.apply(empty.activationGradients),
        saved.apply(empty.weightGradients),
        saved.apply(empty.preActivations),
        saved.apply(empty.deadNeurons),
        saved.apply(empty.hiddenActivations),
        saved.apply(empty.activationHistograms),
        saved.apply(empty.activationGradientHistograms),
        saved.apply(empty.weightGradientHistograms));
  }

  /**
   * All tables.
   *
   * @return the tables
   */
  public List<Table> tables() {
    return List.of(
        loss,
        updateRatio,
        activations,
        activationGradients,
        weightGradients,
        preActivations,
        deadNeurons,
        hiddenActivations,
        activationHistograms,
        activationGradientHistograms,
        weightGradientHistograms);
  }
}
