package makemore.plot;

import static makemore.inspect.English.format;

import java.util.ArrayList;
import java.util.List;
import makemore.inspect.RecordedTable;
import makemore.inspect.Topic;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How the layers and the size of the updates change while the network learns. */
final class OverTimeCharts {

  private static final int HEALTHY = -3;

  private final RunView run;

  OverTimeCharts(RunView run) {
    this.run = run;
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
    List<Marker> markers = new ArrayList<>(List.of(Marker.horizontal(HEALTHY, "10⁻³")));
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

  List<Chart> layers() {
    Table activations = run.table(RecordedTable.ACTIVATIONS);
    Table gradients = run.table(RecordedTable.ACTIVATION_GRADIENTS);
    int colours = RunView.drawn(activations, "layer").size();
    return List.of(
        chart(
                "activations_over_time",
                "activations over time",
                "activation",
                points(activations, "std", "mean"),
                Topic.ACTIVATIONS)
            .colours(colours)
            .caption(
                "Mean and standard deviation of each tanh's output at the recorded steps. The"
                    + " standard deviations should stay together and away from 0 and 1, the means"
                    + " near 0."),
        chart(
                "saturation_over_time",
                "saturation over time",
                "percent saturated",
                points(activations, "saturated_percent"),
                Topic.SATURATION)
            .colours(colours)
            .caption(
                "How much of each tanh's output is saturated at the recorded steps. Some growth is"
                    + " usual, as the network grows more confident; a layer that runs away from"
                    + " the others is not."),
        chart(
                "gradients_over_time",
                "gradients over time",
                "gradient",
                points(gradients, "std", "mean"),
                Topic.GRADIENTS)
            .colours(colours)
            .caption(
                "Mean and standard deviation of the gradient at each tanh's output at the recorded"
                    + " steps. The standard deviations should stay together, so that all layers"
                    + " learn alike. The means should be small beside them."));
  }

  private Chart chart(String name, String title, String yTitle, Points points, Topic topic) {
    return Chart.of(Chart.Kind.LINES, name, title, points.table())
        .axes("step", yTitle)
        .xScale(run.stepScale())
        .verdicts(run.verdicts(topic));
  }

  private static Points points(Table numbers, String... columns) {
    Points points = new Points();
    for (String column : columns) {
      for (int layer : RunView.drawn(numbers, "layer")) {
        String series = format("layer %d (Tanh)", layer);
        String named = columns.length == 1 ? series : series + ": " + column;
        for (Row row : numbers.where(numbers.intColumn("layer").isEqualTo(layer))) {
          points.add(row.getInt("step"), row.getFloat(column), named);
        }
      }
    }
    return points;
  }
}
