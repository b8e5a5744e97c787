package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** The charts of how the loss, the layers and the updates change while the network learns. */
record OverTimeCharts(RunView run) {

  /** log10 of the least update to data that is drawn where it is: float32 keeps none of it. */
  private static final double LEAST_RATIO = -8;

  /** Averages as many steps as leave enough points, and fewer at the start: of 20, one. */
  Chart loss() {
    FloatColumn loss = run.table(RecordedTable.LOSS).floatColumn("loss");
    int most = IntStream.of(1000, 100, 10).filter(n -> loss.size() / n >= 10).findFirst().orElse(1);
    String training = most == 1 ? "each batch" : format("mean of up to %,d batches", most);
    Points points = most == 1 ? new Points() : new Points("low", "high");
    for (int from = 0, to; from < loss.size(); from = to) {
      to = Math.min(from + Math.max(1, Math.min(most, from / 20)), loss.size());
      FloatColumn some = loss.inRange(from, to);
      double[] middle = {some.percentile(10), some.percentile(90)};
      double x = 1 + (from + to - 1) / 2.0;
      points.add(x, some.mean(), training, some.size() < 10 ? new double[0] : middle);
    }
    for (Row row : run.table(RecordedTable.VALIDATION_LOSS)) {
      points.add(row.getInt("step") + 1, row.getFloat("loss"), "validation");
    }
    Measurements measured = run.measurements();
    if (run.result().divergence().isPresent()) {
      points.add(loss.size(), loss.get(loss.size() - 1), Series.ENDED + "diverged");
    }
    double uniform = measured.uniformLoss();
    int characters = run.vocabulary().size();
    String ln = format("ln %,d: uniform predictions", characters);
    Chart.Marker pairs = Chart.Marker.horizontal(measured.counting().pairs(), "counting pairs");
    List<Chart.Marker> markers =
        new ArrayList<>(run.decayAnd(Chart.Marker.horizontal(uniform, ln)));
    markers.add(pairs);
    DoubleColumn y = points.table().doubleColumn("y");
    String band =
        format(
            ", averaged over up to %,d batches, in a band that holds the middle 80%% of them",
            most);
    String steep =
        measured.startLoss() - uniform > 0.1 && measured.finalLoss() < measured.startLoss()
            ? " The first drop only unlearns false confidence."
            : "";
    Chart chart = Chart.of(Chart.Kind.LINES, "loss", "loss", points.table()).captioned();
    return chart
        .axes("step + 1", "loss, in nats")
        .withXScale(Chart.Scale.LOG)
        .withYScale(Chart.Scale.fitting(Math.min(y.min(), uniform), Math.max(y.max(), uniform)))
        .withMarkers(markers)
        .withCaption(format(chart.caption(), most == 1 ? "" : band, characters) + steep);
  }

  Chart updateRatio() {
    Points points = points(RecordedTable.UPDATE_RATIO, "log10_ratio");
    // What is far below, or of an update of exactly 0, would flatten all others.
    DoubleColumn ratios = points.table().doubleColumn("y");
    Selection tiny = ratios.isLessThan(LEAST_RATIO);
    ratios.set(tiny, LEAST_RATIO);
    String clipped =
        tiny.isEmpty()
            ? ""
            : format(" Smaller ratios and updates of 0 are drawn at %.0f.", LEAST_RATIO);
    String title = "update : data ratio" + RunView.part(run.table(RecordedTable.UPDATE_RATIO));
    Chart chart = chart("update_ratio", title, "log₁₀ ratio", points);
    return chart
        .withCaption(chart.caption() + clipped)
        .withMarkers(run.decayAnd(Chart.Marker.horizontal(-3, "10⁻³")));
  }

  Chart activations() {
    Points points = points(RecordedTable.ACTIVATIONS, "std", "mean");
    int layers = RunView.drawn(run.table(RecordedTable.ACTIVATIONS)).size();
    String title = "activations over time" + RunView.part(run.table(RecordedTable.ACTIVATIONS));
    return chart("activations_over_time", title, "activation", points).withColours(layers);
  }

  Chart saturation() {
    Points points = points(RecordedTable.ACTIVATIONS, "saturated_percent");
    String title = "saturation over time" + RunView.part(run.table(RecordedTable.ACTIVATIONS));
    return chart("saturation_over_time", title, "percent saturated", points);
  }

  Chart gradients() {
    Points points = points(RecordedTable.ACTIVATION_GRADIENTS, "std");
    String title = "gradients over time" + RunView.part(run.table(RecordedTable.ACTIVATIONS));
    return chart("gradients_over_time", title, "std of the gradient", points)
        .withYScale(Chart.Scale.LOG);
  }

  Chart activationMap() {
    return map("activation_map", "activations, layer by step", RecordedTable.ACTIVATIONS)
        .withDarkest(-2)
        .withBrightest(0);
  }

  Chart gradientMap() {
    Chart map = map("gradient_map", "gradients, layer by step", RecordedTable.ACTIVATION_GRADIENTS);
    // Of gradients that are all zero there is no largest.
    double largest = Math.ceil(map.table().doubleColumn("value").max());
    return Double.isNaN(largest) ? map : map.withDarkest(largest - 4).withBrightest(largest);
  }

  private Chart map(String name, String title, RecordedTable table) {
    Table numbers = run.table(table);
    List<Integer> layers = RunView.numbers(numbers, "layer");
    Stream<Integer> steps = numbers.intColumn("step").asList().stream();
    StringColumn x = StringColumn.create("x", steps.map(step -> format("%,d", step)));
    IntStream places = numbers.intColumn("layer").asList().stream().mapToInt(layers::indexOf);
    IntColumn y = IntColumn.create("y", places.map(place -> place + 1));
    DoubleColumn value = numbers.floatColumn("std").log10().setName("value");
    // The logarithm of zero has no place among the colours.
    value.set(value.isLessThan(-Double.MAX_VALUE), Double.NaN);
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
