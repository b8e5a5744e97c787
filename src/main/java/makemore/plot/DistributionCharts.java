package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import makemore.inspect.Recorder;
import makemore.inspect.Topic;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How activations, their gradients, and the gradients of the weights are distributed. */
final class DistributionCharts {

  private final RunView run;

  DistributionCharts(RunView run) {
    this.run = run;
  }

  List<Chart> charts() {
    return List.of(activations(), gradients(), weightGradients());
  }

  private Chart activations() {
    return chart("activation_distribution", "activation distribution", "activation")
        .frames(
            frames(
                run.recording().activationHistograms(),
                "layer",
                run.recording().activations(),
                row ->
                    String.format(
                        Locale.ROOT,
                        "layer %d (%s): mean %.2f, std %.2f, saturated %.1f%%",
                        row.getInt("layer"),
                        row.getString("type"),
                        row.getFloat("mean"),
                        row.getFloat("std"),
                        row.getFloat("saturated_percent"))))
        .caption(
            String.format(
                Locale.ROOT,
                "The outputs of each tanh in one batch. The curves should lie over each other, with"
                    + " weight in the middle and little at -1 and 1: there a tanh is saturated"
                    + " (abs > %.2f), and passes hardly any gradient. A curve that narrows from"
                    + " layer to layer is a signal that dies away. Late in a long training the"
                    + " curves lean to the ends, as the network becomes surer.",
                Recorder.SATURATED))
        .verdicts(run.verdicts(Topic.SATURATION))
        .build();
  }

  private Chart gradients() {
    return chart("gradient_distribution", "gradient distribution", "gradient")
        .frames(
            frames(
                run.recording().activationGradientHistograms(),
                "layer",
                run.recording().activationGradients(),
                row ->
                    String.format(
                        Locale.ROOT,
                        "layer %d (%s): mean %.1e, std %.1e",
                        row.getInt("layer"),
                        row.getString("type"),
                        row.getFloat("mean"),
                        row.getFloat("std"))))
        .caption(
            "The gradient of the loss at the outputs of each tanh. All layers should be about"
                + " equally wide: if the first are much wider than the last, gradients explode on"
                + " their way back; if they are much narrower, gradients vanish.")
        .verdicts(run.verdicts(Topic.GRADIENTS))
        .build();
  }

  private Chart weightGradients() {
    return chart("weight_gradient_distribution", "weight gradient distribution", "gradient")
        .frames(
            frames(
                run.recording().weightGradientHistograms(),
                "parameter",
                run.recording().weightGradients(),
                row ->
                    String.format(
                        Locale.ROOT,
                        "parameter %d %s: std %.1e, grad:data %.1e",
                        row.getInt("parameter"),
                        row.getString("shape"),
                        row.getFloat("std"),
                        row.getFloat("grad_data_ratio"))))
        .caption(
            "The gradient of each weight matrix; parameter 0 is the embedding. The ratio of"
                + " gradient to data says how fast a matrix learns: look for one that is far from"
                + " the others. Often that is the last, whose weights start small.")
        .verdicts(run.verdicts(Topic.WEIGHT_GRADIENTS))
        .build();
  }

  private static ChartBuilder chart(String name, String title, String xTitle) {
    return Chart.builder(Chart.Kind.LINES, name, title).axes(xTitle, "density");
  }

  /** Names a curve after its numbers. */
  @FunctionalInterface
  private interface Legend {
    String of(Row numbers);
  }

  private List<Frame> frames(Table histograms, String key, Table numbers, Legend legend) {
    List<Frame> frames = new ArrayList<>();
    for (int step : run.steps()) {
      Points points = new Points();
      for (int index : RunView.drawn(numbers, key)) {
        String series = legend.of(RunView.at(numbers, step, key, index).iterator().next());
        Table histogram = RunView.at(histograms, step, key, index);
        for (Row bin : histogram) {
          points.add(bin.getFloat("value"), bin.getFloat("density"), series);
        }
        if (histogram.isEmpty()) {
          points.add(0, Double.NaN, series);
        }
      }
      frames.add(new Frame(String.format(Locale.ROOT, "step %,d", step), points.table()));
    }
    return frames;
  }
}
