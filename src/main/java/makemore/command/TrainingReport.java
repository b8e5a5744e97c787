package makemore.command;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.store.Summary;
import makemore.train.Configuration;
import makemore.train.TrainingListener;

/** What a run says before and after its steps. */
record TrainingReport(TrainingData data, PrintWriter out) {

  private static final String ROW = "%-26s %-14s %,10d%n";

  void begin(Configuration configuration, Network network, Optional<Summary> earlier) {
    out.printf("data: %s, %,d words", data.path(), data.file().words().size());
    int blank = data.file().blankLines();
    out.printf(blank == 0 ? "%n" : ", %,d blank lines skipped%n", blank);
    out.printf("vocabulary: %d characters, %s%n", data.vocabulary().size(), data.vocabulary());
    out.printf(
        "examples: %,d to train, %,d to validate, %,d to test%n%n",
        data.split().train().size(), data.split().validation().size(), data.split().test().size());
    Shape input = new Shape(configuration.batchSize(), configuration.architecture().blockSize());
    print(network, input, out);
    out.println();
    earlier.ifPresent(run -> out.printf("going on after %,d steps%n", run.steps()));
  }

  /** Prints each layer with its output's shape and its number of parameters. */
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

  /** Compares the loss of step 0 with that of uniform predictions. */
  TrainingListener firstLoss() {
    int characters = data.vocabulary().size();
    return (step, network) -> {
      if (step.number() == 0) {
        out.printf(
            "loss: %.4f expected of uniform predictions, ln(%d); %.4f in the first batch%n%n",
            Math.log(characters), characters, step.loss());
      }
    };
  }

  void end(Summary summary, Path folder) {
    out.println();
    EvaluateCommand.print(summary.loss(), out);
    out.println();
    summary.names().forEach(out::println);
    Set<String> known = new HashSet<>(data.file().words());
    out.printf(
        "%n%d of the %d names are in the data%n",
        summary.names().stream().filter(known::contains).count(), summary.names().size());
    out.printf("the run is in %s%n", folder);
  }
}
