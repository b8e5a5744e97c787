package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import com.google.common.base.CaseFormat;
import com.google.common.collect.Maps;
import java.util.LinkedHashMap;
import java.util.Map;
import makemore.nn.Layer;
import makemore.nn.Network;

/** Gives parameters and running statistics the names that PyTorch's {@code state_dict} has. */
final class NamedParameters {

  private NamedParameters() {}

  /** Returns them in order: a network's {@code layers.0.weight}, or a layer's {@code weight}. */
  static Map<String, Parameter> of(Layer layer) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    if (layer instanceof Network network) {
      layers(network)
          .forEach((part, inside) -> of(inside).forEach((n, p) -> named.put(part + "." + n, p)));
    } else {
      for (Pair<String, Parameter> entry : layer.getParameters()) {
        // PyTorch's running_mean is our runningMean.
        String name = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, entry.getKey());
        named.put(name, entry.getValue());
      }
    }
    return named;
  }

  /** Returns the values of those that are trained. */
  static Map<String, NDArray> trained(Layer layer) {
    Map<String, Parameter> trained = Maps.filterValues(of(layer), Parameter::requiresGradient);
    return Maps.transformValues(trained, Parameter::getArray);
  }

  /** Returns the gradients that the latest backward pass left of those that are trained. */
  static Map<String, NDArray> gradients(Layer layer) {
    Map<String, Parameter> trained = Maps.filterValues(of(layer), Parameter::requiresGradient);
    return Maps.transformValues(trained, layer.gradients()::get);
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
