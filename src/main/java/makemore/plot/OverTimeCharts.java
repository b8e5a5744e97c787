package makemore.plot;

import static makemore.inspect.English.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import makemore.inspect.RecordedTable;
import makemore.inspect.Topic;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How the loss, the layers and the size of the updates change while the network learns. */
record OverTimeCharts(RunView run) {

  Chart loss() {
    DoubleColumn loss = run.table(RecordedTable.LOSS).floatColumn("loss").log10();
    // As many steps are averaged as leave enough points; none where there are too few.
    int window =
        IntStream.of(1000, 100, 10).filter(of -> loss.size() / of >= 10).findFirst().orElse(0);
    Points points = new Points();
    for (int i = 0; i < loss.size(); i++) {
      points.add(i, loss.getDouble(i), "each step");
    }
    for (int end = window; window > 0 && end <= loss.size(); end += window) {
      double mean = loss.inRange(end - window, end).mean();
      points.add(end - window / 2.0, mean, format("mean of %,d", window));
    }
    return Chart.of(Chart.Kind.LINES, "loss", "training loss", points.table())
        .axes("step", "log₁₀ loss")
        .markers(run.decay())
        .caption(
            format(
                "The loss of each batch, on a logarithmic scale%s. Single batches are noisy: look"
                    + " at the mean. It should start near ln(%d), without a steep first drop (which"
                    + " means that the network first had to unlearn false certainty), and fall once"
                    + " more where the learning rate comes down.",
                window == 0 ? "" : format(", and the mean of each %,d", window),
                run.vocabulary().size()))
        .verdicts(run.verdicts(Topic.START_LOSS, Topic.FINAL_LOSS, Topic.BATCH_STATISTICS));
  }

  Chart updateRatio() {
    Table ratios = run.table(RecordedTable.UPDATE_RATIO);
    Table shapes = run.table(RecordedTable.WEIGHT_GRADIENTS);
    Points points = new Points();
    for (int parameter : RunView.drawn(ratios, "parameter")) {
      Table own = shapes.where(shapes.intColumn("parameter").isEqualTo(parameter));
      String series = format("parameter %d %s", parameter, own.stringColumn("shape").get(0));
      for (Row row : ratios.where(ratios.intColumn("parameter").isEqualTo(parameter))) {
        // A logarithmic axis has no place for step 0.
        if (row.getInt("step") > 0 || run.stepScale() == Chart.Scale.LINEAR) {
          points.add(row.getInt("step"), row.getFloat("log10_ratio"), series);
        }
      }
    }
    List<Marker> markers = new ArrayList<>(List.of(Marker.horizontal(-3, "10⁻³")));
    markers.addAll(run.decay());
    return chart("update_ratio", "update : data ratio", "log₁₀ ratio", points, Topic.UPDATES)
        .markers(markers)
        .caption(
            "The size of each step's change of a weight matrix beside the size of the matrix"
                + " itself (log10 of the ratio of their standard deviations): every step of the"
                + " first thousand, then a few. About -3 is healthy; far above, the learning rate"
                + " is too high, far below, it is too low. All matrices should learn at about the"
                + " same speed.");
  }

  Chart activations() {
    Table activations = run.table(RecordedTable.ACTIVATIONS);
    return ofLayers("activations", "activation", Topic.ACTIVATIONS, activations, "std", "mean")
        .caption(
            "Mean and standard deviation of each tanh's output at the recorded steps. The"
                + " standard deviations should stay together and away from 0 and 1, the means"
                + " near 0.");
  }

  Chart saturation() {
    Table activations = run.table(RecordedTable.ACTIVATIONS);
    return ofLayers(
            "saturation", "percent saturated", Topic.SATURATION, activations, "saturated_percent")
        .caption(
            "How much of each tanh's output is saturated at the recorded steps. Some growth is"
                + " usual, as the network grows more confident; a layer that runs away from"
                + " the others is not.");
  }

  Chart gradients() {
    Table gradients = run.table(RecordedTable.ACTIVATION_GRADIENTS);
    return ofLayers("gradients", "gradient", Topic.GRADIENTS, gradients, "std", "mean")
        .caption(
            "Mean and standard deviation of the gradient at each tanh's output at the recorded"
                + " steps. The standard deviations should stay together, so that all layers"
                + " learn alike. The means should be small beside them.");
  }

  private Chart ofLayers(
      String what, String yTitle, Topic topic, Table numbers, String... columns) {
    List<Integer> layers = RunView.drawn(numbers, "layer");
    Points points = new Points();
    for (String column : columns) {
      for (int layer : layers) {
        String series = format("layer %d (Tanh)", layer);
        String named = columns.length == 1 ? series : series + ": " + column;
        for (Row row : numbers.where(numbers.intColumn("layer").isEqualTo(layer))) {
          points.add(row.getInt("step"), row.getFloat(column), named);
        }
      }
    }
    return chart(what + "_over_time", what + " over time", yTitle, points, topic)
        .colours(layers.size());
  }

  private Chart chart(String name, String title, String yTitle, Points points, Topic topic) {
    return Chart.of(Chart.Kind.LINES, name, title, points.table())
        .axes("step", yTitle)
        .xScale(run.stepScale())
        .verdicts(run.verdicts(topic));
  }
}
