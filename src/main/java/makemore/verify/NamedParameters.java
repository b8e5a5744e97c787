package makemore.verify;

import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;

/** The names that PyTorch's {@code state_dict} gives to parameters and running statistics. */
final class NamedParameters {

  private NamedParameters() {}

  /**
   * Names a layer's parameters and running statistics.
   *
   * @param layer a layer; of a {@link Network} the names are {@code embedding.weight}, {@code
   *     layers.0.weight} and so on, of any other layer {@code weight} and so on
   * @return the parameters in their order, by name
   */
  static Map<String, Parameter> of(Layer layer) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    if (layer instanceof Network network) {
      add(named, "embedding.", network.embedding());
      List<Layer> layers = network.numberedLayers();
      for (int i = 0; i < layers.size(); i++) {
        add(named, "layers." + i + ".", layers.get(i));
      }
    } else {
      add(named, "", layer);
    }
    return named;
  }

  private static void add(Map<String, Parameter> named, String prefix, Layer layer) {
    layer
        .getParameters()
        .forEach(
            parameter -> named.put(prefix + snakeCase(parameter.getKey()), parameter.getValue()));
  }

  /** PyTorch's {@code running_mean} is our {@code runningMean}. */
  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
