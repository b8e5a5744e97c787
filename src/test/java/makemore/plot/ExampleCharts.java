package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import makemore.inspect.Grade;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Charts of every kind that look like a run's, with numbers made up. */
final class ExampleCharts {

  private final Random random = new Random(1);

  List<Chart> all() {
    List<Chart> more = new ExampleOverTime().all();
    List<Chart> own =
        List.of(
            loss(),
            activationDistribution(),
            weightGradientDistribution(),
            hiddenHistogram(),
            saturationMap(),
            updateRatio(),
            tanh(),
            embedding(),
            comparison(),
            learningRates(),
            manySeries(),
            greys());
    return Stream.concat(own.stream(), more.stream()).toList();
  }

  static HtmlPage page(
      String title, List<HtmlPage.Fact> facts, List<String> names, List<Chart> charts) {
    HtmlPage.Column only = new HtmlPage.Column("", "", List.of(), charts);
    return new HtmlPage(title, facts, names, Optional.empty(), List.of(only), Optional.empty());
  }

  Chart loss() {
    Table table = lines();
    for (int i = 0; i < 200_000; i += 1000) {
      double level = 0.32 + 0.15 * Math.exp(-i / 15_000.0) - (i < 150_000 ? 0 : 0.015);
      add(table, i + 100, level + random.nextGaussian() * 0.045, "one batch");
      add(table, i + 500, level + random.nextGaussian() * 0.002, "mean of 1,000");
    }
    return Chart.of(Chart.Kind.LINES, "loss", "Training loss", table)
        .withCaption(
            "The loss of every batch is noisy, so look at the mean. It should fall, and fall a"
                + " little further where the learning rate becomes smaller.")
        .axes("step", "log₁₀ loss")
        .withMarkers(List.of(Chart.Marker.vertical(150_000, "learning rate 0.1 → 0.01")))
        .withVerdicts(
            List.of(
                new Chart.Verdict(Grade.GOOD, "the last 10,000 steps have a mean loss of 2.03")));
  }

  Chart activationDistribution() {
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step = 0; step <= 10_000; step += 500) {
      Table table = lines();
      for (int layer = 2; layer <= 14; layer += 3) {
        double edge = step / 10_000.0 * (16 - layer) / 12;
        String name =
            "layer %d (Tanh): mean %+.2f, std %.2f, saturated %.2f%%"
                .formatted(layer, -0.01, 0.6 + edge / 8, 2 + edge * 5);
        curve(table, name, 100, -1, 1, x -> 0.4 + edge * x * x + random.nextGaussian() * 0.06);
      }
      frames.add(new Chart.Frame("step %,d".formatted(step), table));
    }
    return Chart.of(
            Chart.Kind.LINES, "activation_distribution", "Activations of the tanh layers", frames)
        .withCaption(
            "Each curve is one layer. They should look alike; peaks at -1 and 1 say saturated.")
        .axes("activation", "density")
        .withVerdicts(
            List.of(
                new Chart.Verdict(Grade.GOOD, "layer 11: 1.7% saturated, healthy"),
                new Chart.Verdict(Grade.WARNING, "layer 2: 9.1% saturated"),
                new Chart.Verdict(
                    Grade.BAD, "layer 5: 61% saturated, the initial weights are too large"),
                new Chart.Verdict(Grade.NEUTRAL, "32 examples by 100 neurons at each step")));
  }

  Chart weightGradientDistribution() {
    Table table = lines();
    int[] widths = {2, 12, 9, 8, 8, 7, 20};
    String[] names = {
      "0 (27, 10)",
      "1 (30, 100)",
      "4 (100, 100)",
      "7 (100, 100)",
      "10 (100, 100)",
      "13 (100, 100)",
      "16 (100, 27)"
    };
    for (int i = 0; i < 7; i++) {
      double width = widths[i] / 1000.0;
      double range = i == 6 ? 0.15 : 5 * width;
      String name = names[i] + ": gradient:data 1.%d·10⁻³".formatted(i);
      curve(table, name, 100, -range, range, x -> 0.4 / width * Math.exp(-x * x / width / width));
    }
    return Chart.of(
            Chart.Kind.LINES, "weight_gradient_distribution", "Gradients of the weights", table)
        .withCaption("The widths should be of the same size.")
        .axes("gradient", "density");
  }

  Chart hiddenHistogram() {
    Table table = lines();
    double last = 0;
    for (int bin = 0; bin <= 50; bin++) {
      double x = -1 + bin / 25.0;
      last = bin == 50 ? last : Math.round(60 + 300 * Math.pow(Math.abs(x + 0.02), 4));
      add(table, x, last, "count");
    }
    return Chart.of(
            Chart.Kind.HISTOGRAM, "hidden_histogram", "Activations of the last layer", table)
        .withCaption("All activations of one batch in 50 bins.")
        .axes("activation", "count");
  }

  Chart saturationMap() {
    return cells("saturation_map", "Saturated activations (white)", 32, 200, false);
  }

  Chart greys() {
    return cells("greys", "How near to saturation", 20, 60, true);
  }

  Chart updateRatio() {
    Table table = lines();
    for (int i = 0; i < 7; i++) {
      double level = i == 0 ? -3.1 : -2.3 + i * 0.05;
      for (int step = 0; step < 1000; step++) {
        double value = level - 0.6 * Math.exp(-step / 80.0) + random.nextGaussian() * 0.04;
        add(table, step, i == 0 && step == 0 ? Double.NaN : value, "parameter " + i * 3);
      }
    }
    return Chart.of(Chart.Kind.LINES, "update_ratio", "Update to data ratio", table)
        .withCaption("How much each step changes the weights. About -3 is a good learning rate.")
        .axes("step", "log₁₀ ratio")
        .withMarkers(List.of(Chart.Marker.horizontal(-3, "about right: -3")))
        .withVerdicts(
            List.of(
                new Chart.Verdict(
                    Grade.WARNING, "updates are 10^-2.1 of the data: a high learning rate")));
  }

  Chart tanh() {
    Table table = lines();
    curve(table, "tanh(x)", 201, -5, 5, Math::tanh);
    curve(table, "1 - tanh²(x)", 201, -5, 5, x -> 1 - Math.tanh(x) * Math.tanh(x));
    return Chart.of(Chart.Kind.LINES, "tanh", "tanh and its derivative", table)
        .withCaption("Where the curve is flat, no gradient passes.")
        .axes("x", "y")
        .withMarkers(
            List.of(
                new Chart.Marker(Chart.Marker.Axis.X, -2.1, 1.9, "90% of the pre-activations")));
  }

  Chart embedding() {
    Table table =
        Table.create(
            DoubleColumn.create("x"), DoubleColumn.create("y"), StringColumn.create("label"));
    for (char letter : ".abcdefghijklmnopqrstuvwxyz".toCharArray()) {
      table.doubleColumn("x").append(random.nextGaussian());
      table.doubleColumn("y").append(random.nextGaussian());
      table.stringColumn("label").append(Character.toString(letter));
    }
    return Chart.of(Chart.Kind.LABELS, "embedding", "The characters' embedding", table)
        .withCaption("Vowels stand together: the network found that they do the same.")
        .axes("first dimension", "second dimension");
  }

  Chart comparison() {
    Table table =
        Table.create(
            StringColumn.create("x"),
            DoubleColumn.create("y"),
            StringColumn.create("series"),
            DoubleColumn.create("error"));
    for (String split : List.of("train", "validation")) {
      for (String variant : List.of("mlp", "mlp-bn", "deep", "deep-bn")) {
        table.stringColumn("x").append(variant);
        table.doubleColumn("y").append(2 + random.nextDouble() * 0.2);
        table.stringColumn("series").append(split);
        table.doubleColumn("error").append(0.01 + random.nextDouble() * 0.02);
      }
    }
    return Chart.of(Chart.Kind.LINES, "comparison", "Loss of the presets over five seeds", table)
        .axes("preset", "loss")
        .withXScale(Chart.Scale.CATEGORY);
  }

  Chart learningRates() {
    Table table = lines();
    for (double exponent = -3; exponent <= 0; exponent += 0.25) {
      add(table, Math.pow(10, exponent), 2 + exponent * exponent / 8 + exponent / 4, "loss");
    }
    return Chart.of(Chart.Kind.LINES, "learning_rates", "Loss by learning rate", table)
        .axes("learning rate", "loss")
        .withXScale(Chart.Scale.LOG)
        .withMarkers(List.of(Chart.Marker.vertical(0.1, "the lesson's")));
  }

  Chart manySeries() {
    Table table = lines();
    for (int i = 0; i < 12; i++) {
      double shift = i;
      curve(table, "series " + i, 50, 0, 10, x -> shift + Math.sin(x + shift));
    }
    return Chart.of(
            Chart.Kind.LINES,
            "many_series",
            "It's \"odd\" text: <b>, \\n, ${x}, {{y}}, 'é', </script>",
            table)
        .withCaption("A caption with <b>, \"quotes\", it's, \\ and </script>.")
        .axes("x's \\axis <i>", "\"y\" & </script>")
        .withMarkers(List.of(Chart.Marker.horizontal(5, "it's \"5\" \\ <b>")))
        .withVerdicts(List.of(new Chart.Verdict(Grade.GOOD, "all < 13 & \"fine\"")));
  }

  private Chart cells(String name, String title, int rows, int columns, boolean continuous) {
    Table table =
        Table.create(IntColumn.create("x"), IntColumn.create("y"), DoubleColumn.create("value"));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = random.nextDouble();
        boolean white = value > 0.97 || column == 96 || column == 144 && value > 0.2;
        table.intColumn("x").append(column);
        table.intColumn("y").append(row);
        table.doubleColumn("value").append(continuous ? value : white ? 1 : 0);
      }
    }
    return Chart.of(Chart.Kind.CELLS, name, title, table)
        .withCaption("A column that is white for all examples is a dead neuron: here 96.")
        .axes("neuron", "example")
        .withVerdicts(List.of(new Chart.Verdict(Grade.BAD, "neuron 96 is dead")));
  }

  private static void curve(
      Table table, String name, int points, double from, double to, DoubleUnaryOperator curve) {
    for (int i = 0; i < points; i++) {
      double x = from + (to - from) * i / (points - 1);
      add(table, x, curve.applyAsDouble(x), name);
    }
  }

  private static Table lines() {
    return Table.create(
        DoubleColumn.create("x"), DoubleColumn.create("y"), StringColumn.create("series"));
  }

  private static void add(Table table, double x, double y, String series) {
    table.doubleColumn("x").append(x);
    table.doubleColumn("y").append(y);
    table.stringColumn("series").append(series);
  }
}
