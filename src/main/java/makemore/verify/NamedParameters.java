package makemore.verify;

import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;

/** The names that PyTorch's {@code state_dict} gives to parameters and running statistics. */
final class NamedParameters {

  private NamedParameters() {}

  /**
   * Names a layer's parameters and running statistics in their order. Of a {@link Network} the
   * names are {@code embedding.weight}, {@code layers.0.weight} and so on, of any other layer
   * {@code weight} and so on.
   */
  static Map<String, Parameter> of(Layer layer) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    if (layer instanceof Network network) {
      layers(network).forEach((name, part) -> add(named, name + ".", part));
    } else {
      add(named, "", layer);
    }
    return named;
  }

  /** A network's layers in their order, by their names: {@code embedding}, {@code layers.0}, ... */
  static Map<String, Layer> layers(Network network) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("embedding", network.embedding());
    for (int i = 0; i < network.numberedLayers().size(); i++) {
      layers.put("layers." + i, network.numberedLayers().get(i));
    }
    return layers;
  }

  private static void add(Map<String, Parameter> named, String prefix, Layer layer) {
    for (var parameter : layer.getParameters()) {
      named.put(prefix + snakeCase(parameter.getKey()), parameter.getValue());
    }
  }

  /** PyTorch's {@code running_mean} is our {@code runningMean}. */
  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
