package makemore.command;

import static makemore.inspect.NumberFormats.count;
import static makemore.inspect.NumberFormats.shortened;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.inspect.Diagnosis;
import makemore.inspect.RecordedTable;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.run.RunResult;
import makemore.run.TrainingData;
import makemore.run.TrainingRun;
import makemore.store.Summary;
import makemore.text.KnownWords;
import makemore.text.Repeats;
import makemore.text.Vocabulary;
import makemore.train.Evaluation;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;

/** Prints what a run is before its first step, and its results. */
record TrainingReport(TrainingRun run, PrintWriter out) implements TrainingListener {

  /** A name of a network that seldom ends one would fill the screen. */
  private static final int LONGEST_SHOWN = 80;

  private static final String ROW = "%-26s %-14s %,10d%n";

  @Override
  public void beforeStep(int step, boolean last, Network network) {
    if (step > run.from()) {
      return;
    }
    TrainingData data = run.data();
    List<String> words = data.file().words();
    out.printf("data: %s, %,d words (%s)", data.path(), words.size(), Repeats.of(words));
    int blank = data.file().blankLines();
    out.printf(blank == 0 ? "%n" : ", blank lines skipped: %,d%n", blank);
    out.printf(
        "vocabulary: %,d characters, %s%n", data.vocabulary().size(), visible(data.vocabulary()));
    if (data.file().mixesForms()) {
      out.println(
          "warning: some letters are one character in one word and a letter and its mark in another;"
              + " they are different characters to the network (NFC or NFD: choose one)");
    }
    out.printf(
        "examples: %,d to train, %,d to validate, %,d to test%n%n",
        data.split().train().size(), data.split().validation().size(), data.split().test().size());
    print(network, new Shape(run.settings().batchSize(), run.settings().blockSize()), out);
    out.println();
    if (run.from() > 0) {
      out.printf("continues after %s%n", count(run.from(), "step"));
    }
  }

  /** The characters, with a space on either side of a code. */
  private static String visible(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size())
        .mapToObj(vocabulary::visible)
        .map(shown -> shown.startsWith("U+") ? " " + shown + " " : shown)
        .collect(Collectors.joining())
        .replace("  ", " ");
  }

  /** Prints each layer with the shape of its output and its number of parameters. */
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
  @Override
  public void onStep(TrainingStep step, Network network) {
    if (step.number() == 0) {
      int characters = run.data().vocabulary().size();
      out.printf(
          "loss: %.4f for uniform predictions, ln(%,d); %.4f in the first batch%n%n",
          Math.log(characters), characters, step.loss());
    }
  }

  static void print(Evaluation loss, PrintWriter out) {
    out.printf("train loss       %.4f%n", loss.train());
    out.printf("validation loss  %.4f%n", loss.validation());
    out.printf("test loss        %.4f%n", loss.test());
  }

  /** Prints what came of the run, and what is right and wrong with it. */
  void end(RunResult result) {
    int steps = run.settings().steps();
    int made = result.summary().map(Summary::steps).orElse(steps);
    if (made < steps) {
      out.printf("interrupted: %,d of %,d steps done%n", made, steps);
    }
    out.println();
    result.summary().ifPresent(summary -> print(summary.loss(), out));
    // A run can diverge before anything is recorded.
    if (!result.recording().table(RecordedTable.ACTIVATIONS).isEmpty()) {
      out.printf("diagnosis: %s%n", Diagnosis.of(result.measurements()).sentence());
    }
    for (Summary summary : result.summary().stream().toList()) {
      out.println();
      summary.names().stream().map(name -> shortened(name, LONGEST_SHOWN)).forEach(out::println);
      KnownWords known = KnownWords.of(run.data().file().words());
      out.printf("%n%s%n", known.summary(summary.names()));
      out.printf("the run is in %s%n", run.folder().path());
    }
  }

  /** Says, if it is so, that training made the network worse. */
  void warn(RunResult result) {
    for (Summary summary : result.summary().stream().toList()) {
      double first = result.measurements().startLoss();
      if (summary.loss().train() > first) {
        String worse =
            "training made the network worse: the first loss was %.4f, the last is %.4f%n";
        out.printf(worse, first, summary.loss().train());
      }
    }
  }
}
