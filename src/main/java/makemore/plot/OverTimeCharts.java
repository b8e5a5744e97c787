package makemore.plot;

import java.util.List;
import java.util.Locale;
import makemore.inspect.Topic;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How the layers change while the network learns. */
final class OverTimeCharts {

  private final RunView run;

  OverTimeCharts(RunView run) {
    this.run = run;
  }

  List<Chart> charts() {
    return List.of(
        chart(
            "activations_over_time",
            "activations over time",
            "activation",
            run.recording().activations(),
            List.of("std", "mean"),
            "Mean and standard deviation of each tanh's output at the recorded steps. The standard"
                + " deviations should stay together and away from 0 and 1, the means near 0.",
            Topic.ACTIVATIONS),
        chart(
            "saturation_over_time",
            "saturation over time",
            "percent saturated",
            run.recording().activations(),
            List.of("saturated_percent"),
            "How much of each tanh's output is saturated at the recorded steps. Some growth is"
                + " usual, as the network becomes surer; a layer that runs away from the others is"
                + " not.",
            Topic.SATURATION),
        chart(
            "gradients_over_time",
            "gradients over time",
            "gradient",
            run.recording().activationGradients(),
            List.of("std", "mean"),
            "Mean and standard deviation of the gradient at each tanh's output at the recorded"
                + " steps. The standard deviations should stay together: learning reaches all"
                + " layers alike. The means should be small beside them.",
            Topic.GRADIENTS));
  }

  private Chart chart(
      String name,
      String title,
      String yTitle,
      Table numbers,
      List<String> columns,
      String caption,
      Topic topic) {
    List<Integer> layers = RunView.drawn(numbers, "layer");
    Points points = new Points();
    for (String column : columns) {
      for (int layer : layers) {
        String series =
            columns.size() == 1
                ? String.format(Locale.ROOT, "layer %d (Tanh)", layer)
                : String.format(Locale.ROOT, "layer %d (Tanh): %s", layer, column);
        for (Row row : numbers.where(numbers.intColumn("layer").isEqualTo(layer))) {
          points.add(row.getInt("step"), row.getFloat(column), series);
        }
      }
    }
    return Chart.builder(Chart.Kind.LINES, name, title)
        .axes("step", yTitle)
        .xScale(run.stepScale())
        .table(points.table())
        .colours(layers.size())
        .caption(caption)
        .verdicts(run.verdicts(topic))
        .build();
  }
}
