package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The charts of how the loss, the layers and the updates change while the network learns. */
record OverTimeCharts(RunView run) {

  Chart loss() {
    FloatColumn loss = run.table(RecordedTable.LOSS).floatColumn("loss");
    // As many steps are averaged as leave enough points; none where there are too few.
    int window =
        IntStream.of(1000, 100, 10).filter(n -> loss.size() / n >= 10).findFirst().orElse(1);
    String training = window == 1 ? "each batch" : format("mean of %,d batches", window);
    String band = ", averaged over each %,d batches, in a band that holds the middle 80%% of them";
    String averaged = window == 1 ? "" : format(band, window);
    Points points = window == 1 ? new Points() : new Points("low", "high");
    for (int from = 0; from < loss.size(); from += window) {
      FloatColumn some = loss.inRange(from, Math.min(from + window, loss.size()));
      double[] middle = {some.percentile(10), some.percentile(90)};
      double x = from + (some.size() - 1) / 2.0;
      points.add(x, some.mean(), training, some.size() < 10 ? new double[0] : middle);
    }
    for (Row row : run.table(RecordedTable.VALIDATION_LOSS)) {
      points.add(row.getInt("step"), row.getFloat("loss"), "validation");
    }
    double uniform = run.measurements().uniformLoss();
    int characters = run.vocabulary().size();
    String ln = format("ln %,d: uniform predictions", characters);
    DoubleColumn y = points.table().doubleColumn("y");
    Chart chart = Chart.of(Chart.Kind.LINES, "loss", "loss", points.table()).captioned();
    return chart
        .axes("step", "loss, in nats")
        .withYScale(Chart.Scale.fitting(Math.min(y.min(), uniform), Math.max(y.max(), uniform)))
        .withMarkers(run.decayAnd(Chart.Marker.horizontal(uniform, ln)))
        .withCaption(format(chart.caption(), averaged, characters));
  }

  Chart updateRatio() {
    Points points = points(RecordedTable.UPDATE_RATIO, "log10_ratio");
    return chart("update_ratio", "update : data ratio", "log₁₀ ratio", points)
        .withMarkers(run.decayAnd(Chart.Marker.horizontal(-3, "10⁻³")));
  }

  Chart activations() {
    Points points = points(RecordedTable.ACTIVATIONS, "std", "mean");
    int layers = RunView.drawn(run.table(RecordedTable.ACTIVATIONS)).size();
    return chart("activations_over_time", "activations over time", "activation", points)
        .withColours(layers);
  }

  Chart saturation() {
    Points points = points(RecordedTable.ACTIVATIONS, "saturated_percent");
    return chart("saturation_over_time", "saturation over time", "percent saturated", points);
  }

  Chart gradients() {
    Points points = points(RecordedTable.ACTIVATION_GRADIENTS, "std");
    return chart("gradients_over_time", "gradients over time", "std of the gradient", points)
        .withYScale(Chart.Scale.LOG);
  }

  Chart activationMap() {
    return map("activation_map", "activations, layer by step", RecordedTable.ACTIVATIONS);
  }

  Chart gradientMap() {
    return map("gradient_map", "gradients, layer by step", RecordedTable.ACTIVATION_GRADIENTS);
  }

  private Chart map(String name, String title, RecordedTable table) {
    Table numbers = run.table(table);
    List<Integer> layers = RunView.numbers(numbers, "layer");
    Stream<Integer> steps = numbers.intColumn("step").asList().stream();
    StringColumn x = StringColumn.create("x", steps.map(step -> format("%,d", step)));
    IntStream places = numbers.intColumn("layer").asList().stream().mapToInt(layers::indexOf);
    IntColumn y = IntColumn.create("y", places.map(place -> place + 1));
    DoubleColumn value = numbers.floatColumn("std").log10().setName("value");
    return Chart.of(Chart.Kind.HEAT_MAP, name, title, Table.create("log₁₀ std", x, y, value))
        .captioned()
        .axes("step", "hidden layer");
  }

  private Chart chart(String name, String title, String yTitle, Points points) {
    return Chart.of(Chart.Kind.LINES, name, title, points.table())
        .captioned()
        .axes("step + 1", yTitle)
        .withXScale(Chart.Scale.LOG);
  }

  /** Makes a curve for each layer or parameter that is drawn, of each of some columns. */
  private Points points(RecordedTable table, String... columns) {
    Table numbers = run.table(table);
    Points points = new Points();
    for (String column : columns) {
      for (int index : RunView.drawn(numbers)) {
        String name = RunView.name(numbers, index);
        String series = columns.length == 1 ? name : name + ": " + column;
        for (Row row : RunView.rows(numbers, RunView.key(numbers), index)) {
          points.add(row.getInt("step") + 1, row.getFloat(column), series);
        }
      }
    }
    return points;
  }
}
