package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Charts over the steps: with a band, with logarithms, as a map; and a crowd of labels. */
final class ExampleOverTime {

  private final Random random = new Random(2);

  List<Chart> all() {
    return List.of(band(), gradients(), map("activation_map", 60), crowd(150, c -> 'Ā' + c));
  }

  /** A mean with a band, and some points of another split that has none. */
  Chart band() {
    Table table =
        Table.create(
            DoubleColumn.create("x"),
            DoubleColumn.create("y"),
            StringColumn.create("series"),
            DoubleColumn.create("low"),
            DoubleColumn.create("high"));
    for (int step = 500; step < 200_000; step += 1000) {
      double mean = 2.1 + Math.exp(-step / 15_000.0) - (step < 150_000 ? 0 : 0.05);
      add(table, step, mean, "training: mean of 1,000 steps, 10th to 90th percentile", 0.25);
    }
    for (int i = 0; i < 18; i++) {
      double step = Math.pow(200_000, i / 17.0);
      add(table, step, 2.15 + 1.1 * Math.exp(-step / 14_000), "validation", Double.NaN);
    }
    return Chart.of(Chart.Kind.LINES, "band_loss", "loss", table)
        .axes("step", "loss (nats)")
        .withCaption("The mean falls; the band shows how much the batches differ.")
        .withMarkers(
            List.of(
                Chart.Marker.horizontal(3.2958, "ln 27 = 3.30: all characters alike"),
                Chart.Marker.vertical(150_000, "learning rate / 10")));
  }

  private static void add(Table table, double x, double y, String series, double half) {
    table.doubleColumn("x").append(x);
    table.doubleColumn("y").append(y);
    table.stringColumn("series").append(series);
    table.doubleColumn("low").append(y - half);
    table.doubleColumn("high").append(y + 1.2 * half);
  }

  /** Curves 16 times and more apart, one of which reaches 0. */
  Chart gradients() {
    Points points = new Points();
    for (int layer = 1; layer <= 5; layer++) {
      for (int i = 0; i < 60; i++) {
        double step = Math.round(Math.pow(200_000, i / 59.0));
        double value = 1e-2 * Math.pow(16, layer - 5) * (1 + 0.2 * random.nextGaussian());
        points.add(step, layer == 1 && i == 30 ? 0 : value, "hidden " + layer + " (tanh)");
      }
    }
    return Chart.of(Chart.Kind.LINES, "gradients_over_time", "gradients over time", points.table())
        .axes("step", "std of the gradient")
        .withXScale(Chart.Scale.LOG)
        .withYScale(Chart.Scale.LOG)
        .withMarkers(List.of(Chart.Marker.horizontal(1e-3, "a thousandth")));
  }

  /** Layers by steps, one number missing. */
  Chart map(String name, int steps) {
    StringColumn x = StringColumn.create("x");
    IntColumn y = IntColumn.create("y");
    DoubleColumn value = DoubleColumn.create("value");
    for (int layer = 1; layer <= 5; layer++) {
      for (int i = 0; i < steps; i++) {
        x.append("%,d".formatted(i * i * i));
        y.append(layer);
        value.append(
            layer == 3 && i == 10 ? Double.NaN : -layer * 0.4 + i * 0.01 + random.nextDouble() / 9);
      }
    }
    Table table = Table.create("log₁₀ std", x, y, value);
    return Chart.of(Chart.Kind.HEAT_MAP, name, "activations: layer by step", table)
        .axes("step", "hidden layer")
        .withCaption("A slope of colour from top to bottom is a signal that dies out.");
  }

  /** A single cell that is white at the first frame, then black. */
  static Chart cells(List<Integer> steps) {
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : steps) {
      DoubleColumn value = DoubleColumn.create("value", new double[] {step == 0 ? 1 : 0});
      IntColumn x = IntColumn.create("x", new int[] {0});
      Table table = Table.create(x, x.copy().setName("y"), value);
      frames.add(new Chart.Frame("step %,d".formatted(step), table));
    }
    return Chart.of(Chart.Kind.CELLS, "cells", "a cell", frames);
  }

  /** Many labels, most of them in the middle. */
  Chart crowd(int labels, IntFunction<Integer> code) {
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    StringColumn label = StringColumn.create("label");
    for (int i = 0; i < labels; i++) {
      x.append(Math.pow(random.nextGaussian(), 3));
      y.append(random.nextGaussian());
      label.append(Character.toString(code.apply(i)));
    }
    return Chart.of(Chart.Kind.LABELS, "crowd", "a crowd of characters", Table.create(x, y, label))
        .axes("first component (31% of the variance)", "second component (12%)");
  }

  /** The same distribution at some frames, twice as wide and high from one to the next. */
  static Chart growing(String name, double widest, List<Integer> steps) {
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : steps) {
      Points points = new Points();
      double width = widest / (1 + step / 100.0);
      for (int i = 0; i <= 20; i++) {
        double x = width * (i / 10.0 - 1);
        points.add(
            x,
            (1 - Math.pow(x / width, 2)) / width,
            "hidden 1 (tanh): std %.2f".formatted(width / 3));
        points.add(
            x / 2,
            (1 - Math.pow(x / width, 2)) / width,
            "hidden 2 (tanh): std %.2f".formatted(width / 6));
      }
      frames.add(new Chart.Frame("step %,d".formatted(step), points.table()));
    }
    return Chart.of(Chart.Kind.LINES, name, "a distribution", frames).axes("gradient", "density");
  }
}
