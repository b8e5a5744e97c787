package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.train.Evaluation;
import makemore.train.Settings;
import makemore.train.Training;
import makemore.train.TrainingListener;

/**
 * Holds the numbers of a training run from its first step to its names, under the names that they
 * have in a {@link StateFile}.
 */
public record Trace(
    Precision precision, Map<String, Values> arrays, List<String> names, NameDraws draws) {

  /** Holds an array's shape, and its numbers row by row. */
  record Values(Shape shape, double[] numbers) {

    static Values of(NDArray array) {
      try (NDArray numbers = array.toType(DataType.FLOAT64, true)) {
        return new Values(array.getShape(), numbers.toDoubleArray());
      }
    }

    static Values of(double... numbers) {
      return new Values(new Shape(numbers.length), numbers);
    }

    /** Returns the largest absolute value, or NaN if one is. */
    static double largest(double... numbers) {
      return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }
  }

  /** Trains from the state file's initial parameters, evaluates and samples. */
  static Trace of(Comparison comparison, Precision precision, List<TrainingListener> listeners) {
    Network network = comparison.network();
    NDManager manager = comparison.manager();
    Settings settings = comparison.settings();
    int steps = settings.steps();
    Training training = comparison.start();
    Map<String, Parameter> parameters = NamedParameters.of(network);
    parameters.forEach(
        (name, parameter) -> {
          NDArray initial =
              parameter.requiresGradient()
                  ? comparison.state().array("initial/" + name)
                  : parameter.getArray();
          ParameterValues.set(parameter, initial.toType(precision.dataType, true));
        });
    Map<String, Values> arrays = new LinkedHashMap<>();
    double[] losses = new double[steps];
    List<TrainingListener> all = new ArrayList<>(listeners);
    all.add(
        (step, trained) -> {
          losses[step.number()] = step.loss();
          if (step.number() == 0) {
            addFirstStep(network, arrays);
          }
        });
    training.run(0, steps, () -> false, all);
    arrays.put("losses", Values.of(losses));
    parameters.forEach(
        (name, parameter) -> arrays.put("final/" + name, Values.of(parameter.getArray())));
    Evaluation loss = Evaluation.of(network, comparison.split(), manager);
    arrays.put("split_losses", Values.of(loss.train(), loss.validation(), loss.test()));
    List<String> names = training.names(comparison.state().names(precision).size(), steps);
    Training.namesGenerator(
        settings, steps, comparison.split().train().size(), comparison.vocabulary().size());
    NameDraws draws = NameDraws.repeat(names.size(), network, settings.blockSize(), manager);
    return new Trace(precision, arrays, names, draws);
  }

  private static void addFirstStep(Network network, Map<String, Values> arrays) {
    NamedParameters.layers(network)
        .forEach(
            (name, layer) -> {
              arrays.put("step0/output/" + name, valuesOf(name, layer.output()));
              arrays.put("step0/output_gradient/" + name, valuesOf(name, layer.outputGradient()));
            });
    Map<Parameter, NDArray> gradients = network.gradients();
    Maps.filterValues(NamedParameters.of(network), Parameter::requiresGradient)
        .forEach(
            (name, parameter) ->
                arrays.put("step0/gradient/" + name, Values.of(gradients.get(parameter))));
  }

  /** In a state file the embedding's rows of a context are side by side. */
  private static Values valuesOf(String layer, NDArray array) {
    return Values.of(
        layer.equals("embedding") ? array.reshape(array.getShape().head(), -1) : array);
  }
}
