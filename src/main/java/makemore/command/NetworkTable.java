package makemore.command;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import makemore.nn.Layer;
import makemore.nn.Network;

/** Prints a network: each layer with its output's shape and its number of parameters. */
final class NetworkTable {

  private static final String ROW = "%-26s %-14s %,10d%n";

  private NetworkTable() {}

  static void print(Network network, Shape inputShape, PrintWriter out) {
    List<Layer> layers = new ArrayList<>(List.of(network.embedding()));
    layers.addAll(network.layers());
    out.printf("%-26s %-14s %10s%n", "layer", "output shape", "parameters");
    Shape[] shapes = {inputShape};
    for (Layer layer : layers) {
      shapes = layer.getOutputShapes(shapes);
      long parameters =
          layer.getParameters().values().stream()
              .filter(Parameter::requiresGradient)
              .mapToLong(parameter -> parameter.getShape().size())
              .sum();
      out.printf(ROW, layer, shapes[0], parameters);
    }
    out.printf(ROW, "total", "", network.parameterCount());
  }
}
