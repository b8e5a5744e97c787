package makemore.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.Finding.Grade;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Charts that a run does not have, and pages with them. */
final class ExampleCharts {

  private ExampleCharts() {}

  /** Lists all charts of the example run, and those that it does not have. */
  static List<Chart> all() {
    return Stream.concat(
            ExampleRun.PAGE.charts().stream(),
            Stream.of(
                odd(),
                comparison(),
                crowd("crowd", 150),
                crowd("larger_crowd", 151),
                growing("growing", 1, 0, 100)))
        .toList();
  }

  static HtmlPage page(List<Chart> charts, Optional<NeuronFrames> neuronFrames) {
    List<HtmlPage.Fact> facts = List.of(new HtmlPage.Fact("steps", "200,000"));
    HtmlPage.Column only = new HtmlPage.Column("", "", List.of(), charts);
    return new HtmlPage(
        "A page",
        facts,
        List.of("emma", "<i>o'neil"),
        Optional.empty(),
        List.of(only),
        neuronFrames);
  }

  static HtmlPage page(List<Chart> charts) {
    return page(charts, Optional.empty());
  }

  /** Makes a page of variants beside each other: 1 lacks charts, 2 lacks frames. */
  static HtmlPage columns(int variants) {
    Table table =
        Table.create(
            StringColumn.create("variant", "variant 0", "variant 1"),
            DoubleColumn.create("validation loss", 2.1, 2.3),
            StringColumn.create("diagnosis", "healthy", "gradients <vanish>"));
    return new HtmlPage(
        "Break it",
        List.of(new HtmlPage.Fact("seeds", "3")),
        List.of(),
        Optional.of(table),
        IntStream.range(0, variants).mapToObj(ExampleCharts::column).toList(),
        Optional.empty());
  }

  private static HtmlPage.Column column(int i) {
    int[] steps = i == 2 ? new int[] {0, 1_000} : new int[] {0, 100, 1_000, 10_000};
    Chart growing = growing("distribution", 1 + 3 * i, steps).withCaption("All should be as wide.");
    Chart powers = growing("powers", 1 + 3 * i, 0).withYScale(Chart.Scale.LOG);
    return new HtmlPage.Column(
        "variant " + i,
        "variant-" + i + "/index.html",
        List.of(new Chart.Verdict(Grade.BAD, "the gradients of " + i + " vanish")),
        i == 1
            ? List.of(growing, powers)
            : List.of(
                ExampleRun.chart("loss"), growing, ExampleRun.chart("activation_map"), powers));
  }

  /** Twelve curves, and texts with all that a page or a script could take for its own. */
  static Chart odd() {
    Points points = new Points();
    for (int i = 0; i < 12; i++) {
      for (int x = 0; x < 50; x++) {
        points.add(x / 5.0, i + Math.sin(x / 5.0 + i), "series " + i);
      }
    }
    String title = "It's \"odd\" text: <b>, \\n, ${x}, {{y}}, 'é', </script>";
    return Chart.of(Chart.Kind.LINES, "odd", title, points.table())
        .withCaption("A caption with <b>, \"quotes\", it's, \\ and </script>.")
        .axes("x's \\axis <i>", "\"y\" & </script>")
        .withMarkers(List.of(Chart.Marker.horizontal(5, "it's \"5\" \\ <b>")))
        .withVerdicts(List.of(new Chart.Verdict(Grade.GOOD, "all < 13 & \"fine\"")));
  }

  /** Words along an axis, with error bars. */
  static Chart comparison() {
    String[] presets = {"mlp", "mlp-bn", "deep", "deep-bn"};
    Table table =
        Table.create(
            StringColumn.create("x", presets).append(StringColumn.create("x", presets)),
            DoubleColumn.create("y", 2.1, 2.15, 2.05, 2, 2.15, 2.2, 2.1, 2.05),
            StringColumn.create("series", IntStream.range(0, 8).mapToObj(i -> "split " + i / 4)),
            DoubleColumn.create("error", 0.01, 0.02, 0.03, 0.02, 0.01, 0.02, 0.03, 0.02));
    return Chart.of(Chart.Kind.LINES, "comparison", "Loss of the presets", table)
        .axes("preset", "loss")
        .withXScale(Chart.Scale.CATEGORY);
  }

  /** Many labels, most of them in the middle; the first two are a mark and a space. */
  static Chart crowd(String name, int points) {
    Random random = new Random(2);
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    for (int i = 0; i < points; i++) {
      x.append(Math.pow(random.nextGaussian(), 3));
      y.append(random.nextGaussian());
    }
    Stream<String> texts = IntStream.range('Ā', 'Ā' + points - 2).mapToObj(Character::toString);
    Stream<String> all = Stream.concat(Stream.of("U+0308", "␣"), texts);
    Table table = Table.create(x, y, StringColumn.create("label", all));
    return Chart.of(Chart.Kind.LABELS, name, "a crowd of characters", table)
        .axes("first component", "second component");
  }

  /** A single cell that is white at the first frame, then black. */
  static Chart cells() {
    List<Chart.Frame> frames =
        List.of(new Chart.Frame("step 0", cell(1)), new Chart.Frame("step 10,000", cell(0)));
    return Chart.of(Chart.Kind.CELLS, "cells", "a cell", frames);
  }

  private static Table cell(double value) {
    IntColumn place = IntColumn.create("x", new int[] {0});
    DoubleColumn values = DoubleColumn.create("value", new double[] {value});
    return Table.create(place, place.copy().setName("y"), values);
  }

  /** The same distribution at some steps, ever narrower and higher. */
  static Chart growing(String name, double widest, int... steps) {
    List<Chart.Frame> frames = new ArrayList<>();
    for (int step : steps) {
      Points points = new Points();
      double width = widest / (1 + step / 100.0);
      for (int i = -10; i <= 10; i++) {
        double y = (1 - i * i / 100.0) / width;
        points.add(i * width / 10, y, "hidden 1 (tanh): std %.2f".formatted(width / 3));
        points.add(i * width / 20, y, "hidden 2 (tanh): std %.2f".formatted(width / 6));
      }
      frames.add(new Chart.Frame("step %,d".formatted(step), points.table()));
    }
    return Chart.of(Chart.Kind.LINES, name, "a distribution", frames).axes("gradient", "density");
  }
}
