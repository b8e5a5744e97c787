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
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.train.Configuration;
import makemore.train.Evaluation;
import makemore.train.Training;
import makemore.train.TrainingListener;

/**
 * The numbers of a training run from its first step to its names, under the names that they have in
 * a {@link StateFile}.
 */
record Trace(Map<String, Values> arrays, List<String> names) {

  /** An array on the heap, its numbers row by row. */
  record Values(Shape shape, double[] numbers) {

    static Values of(NDArray array) {
      try (NDArray numbers = array.toType(DataType.FLOAT64, true)) {
        return new Values(array.getShape(), numbers.toDoubleArray());
      }
    }

    static Values of(double... numbers) {
      return new Values(new Shape(numbers.length), numbers);
    }

    /** The largest absolute value; NaN if one is. */
    static double largest(double... numbers) {
      return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }
  }

  /** Trains from the state file's initial parameters, evaluates and samples. */
  static Trace of(Comparison of, Precision precision, List<TrainingListener> listeners) {
    Network network = of.network();
    NDManager manager = of.manager();
    Configuration configuration = of.configuration();
    int steps = configuration.steps();
    Training training = Training.start(network, configuration, of.split(), manager);
    Map<String, Parameter> parameters = NamedParameters.of(network);
    parameters.forEach(
        (name, parameter) -> {
          boolean drawn = parameter.requiresGradient();
          NDArray initial = drawn ? of.state().array("initial/" + name) : parameter.getArray();
          Layer.setValue(parameter, initial.toType(precision.dataType, true));
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
    training.run(manager, 0, steps, () -> false, all);
    arrays.put("losses", Values.of(losses));
    parameters.forEach((name, own) -> arrays.put("final/" + name, Values.of(own.getArray())));
    Evaluation loss = Evaluation.of(network, of.split(), manager);
    arrays.put("split_losses", Values.of(loss.train(), loss.validation(), loss.test()));
    TorchGenerator generator =
        Training.namesGenerator(
            configuration, steps, of.split().train().size(), of.vocabulary().size());
    List<String> names =
        new Sampler(network, of.vocabulary(), configuration.architecture().blockSize())
            .sample(manager, generator, 1, "")
            .limit(of.state().names("names").size())
            .toList();
    return new Trace(arrays, names);
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
            (name, own) -> arrays.put("step0/gradient/" + name, Values.of(gradients.get(own))));
  }

  /** In a state file the embedding's rows of a context are side by side. */
  private static Values valuesOf(String layer, NDArray array) {
    return Values.of(
        layer.equals("embedding") ? array.reshape(array.getShape().head(), -1) : array);
  }
}
