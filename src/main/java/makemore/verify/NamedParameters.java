package makemore.verify;

import ai.djl.nn.Parameter;
import com.google.common.base.CaseFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;

/** Gives parameters and running statistics the names that PyTorch's {@code state_dict} has. */
final class NamedParameters {

  private NamedParameters() {}

  /**
   * Returns them in their order: a network's {@code layers.0.weight}, or another layer's {@code
   * weight}. A parameter that several layers share has its first name.
   */
  static Map<String, Parameter> of(Layer layer) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    if (layer instanceof Network network) {
      layers(network)
          .forEach((name, part) -> of(part).forEach((key, p) -> put(named, name + "." + key, p)));
    } else {
      // PyTorch's running_mean is our runningMean.
      layer
          .getParameters()
          .forEach(
              p ->
                  put(
                      named,
                      CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, p.getKey()),
                      p.getValue()));
    }
    return named;
  }

  private static void put(Map<String, Parameter> named, String name, Parameter parameter) {
    if (!named.containsValue(parameter)) {
      named.put(name, parameter);
    }
  }

  /** Returns a network's layers in order: {@code embedding}, {@code layers.0}, and so on. */
  static Map<String, Layer> layers(Network network) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("embedding", network.embedding());
    for (Layer layer : network.numberedLayers()) {
      layers.put("layers." + (layers.size() - 1), layer);
    }
    return layers;
  }
}
