package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.HashMap;
import java.util.Map;
import makemore.nn.Layer;

/** A layer's parameters and running statistics as they were, to be put back after a check. */
final class SavedParameters {

  private final Map<Parameter, NDArray> saved = new HashMap<>();

  /**
   * Saves a layer's parameters.
   *
   * @param layer the layer, whose parameters may have no values yet
   */
  SavedParameters(Layer layer) {
    for (Parameter parameter : layer.getParameters().values()) {
      saved.put(parameter, parameter.isInitialized() ? parameter.getArray().duplicate() : null);
    }
  }

  /** Puts them back. */
  void restore() {
    saved.forEach(
        (parameter, array) -> {
          if (array == null) {
            parameter.close();
          } else {
            replace(parameter, array);
          }
        });
  }

  /** Gives a parameter another array, perhaps of another type; its old one is closed. */
  static void replace(Parameter parameter, NDArray array) {
    parameter.close();
    Initializer initializer = parameter.getInitializer();
    parameter.setInitializer((manager, shape, dataType) -> array);
    parameter.initialize(array.getManager(), array.getDataType());
    parameter.setInitializer(initializer);
  }
}
