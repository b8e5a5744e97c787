package makemore.verify;

import ai.djl.nn.Parameter;
import com.google.common.base.CaseFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;

/** The names that PyTorch's {@code state_dict} gives to parameters and running statistics. */
final class NamedParameters {

  private NamedParameters() {}

  /** In their order: a network's {@code layers.0.weight}, any other layer's {@code weight}. */
  static Map<String, Parameter> of(Layer layer) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    if (layer instanceof Network network) {
      layers(network)
          .forEach((name, part) -> of(part).forEach((of, own) -> named.put(name + "." + of, own)));
    } else {
      for (var own : layer.getParameters()) {
        // PyTorch's running_mean is our runningMean.
        String name = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, own.getKey());
        named.put(name, own.getValue());
      }
    }
    return named;
  }

  /** A network's layers in their order, by their names: {@code embedding}, {@code layers.0}, ... */
  static Map<String, Layer> layers(Network network) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("embedding", network.embedding());
    for (Layer layer : network.numberedLayers()) {
      layers.put("layers." + (layers.size() - 1), layer);
    }
    return layers;
  }
}
