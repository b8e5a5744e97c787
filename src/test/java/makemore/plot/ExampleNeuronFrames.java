package makemore.plot;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import makemore.inspect.Finding.Grade;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is inside hidden layers, and pages with it, with numbers made up. */
final class ExampleNeuronFrames {

  static final List<Integer> STEPS = List.of(0, 100, 1_000, 10_000);

  private final Random random = new Random(3);

  NeuronFrames of(int layers, int neurons) {
    return new NeuronFrames(STEPS.stream().map(step -> frame(step, layers, neurons)).toList());
  }

  private NeuronFrames.Frame frame(int step, int layers, int neurons) {
    return new NeuronFrames.Frame(
        "step %,d".formatted(step),
        IntStream.rangeClosed(1, layers).mapToObj(layer -> layer(layer, step, neurons)).toList());
  }

  private NeuronFrames.HiddenLayer layer(int layer, int step, int neurons) {
    double width = 0.3 + layer * 0.3 + Math.log1p(step) / 9;
    double[][] inputs =
        IntStream.range(0, neurons).mapToObj(i -> normal(32, width)).toArray(double[][]::new);
    inputs[1][2] = Double.NaN;
    float[] percent = new float[neurons];
    for (int i = 0; i < neurons; i++) {
      percent[i] = (float) Math.abs(PlotlyFigure.rounded(normal(1, 5), 4)[0]);
    }
    return new NeuronFrames.HiddenLayer(
        "hidden %d (tanh)".formatted(layer),
        IntStream.range(0, neurons).toArray(),
        percent,
        inputs,
        List.of(normalised(7), normalised(42), normalised(99)));
  }

  private NeuronFrames.Normalised normalised(int neuron) {
    double[] inputs = normal(32, 2.5);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] += 1.5;
    }
    return new NeuronFrames.Normalised(
        neuron, 1.2f + neuron / 100f, -0.3f, 1e-5, 1.4f, 2.6f, inputs, normal(32, 0.002));
  }

  /** As they are recorded, with four digits. */
  private double[] normal(int count, double width) {
    return PlotlyFigure.rounded(
        DoubleStream.generate(() -> width * random.nextGaussian()).limit(count).toArray(), 4);
  }

  /** A page of several variants beside each other, one of which lacks a chart. */
  static HtmlPage columns(int variants) {
    ExampleOverTime charts = new ExampleOverTime();
    List<HtmlPage.Column> columns =
        IntStream.range(0, variants)
            .mapToObj(
                i ->
                    new HtmlPage.Column(
                        "variant " + i,
                        "variant-" + i + "/index.html",
                        List.of(new Chart.Verdict(Grade.BAD, "the gradients of " + i + " vanish")),
                        i == 1
                            ? List.of(growing(i), charts.gradients())
                            : List.of(
                                charts.band(),
                                growing(i),
                                charts.map("activation_map", 30),
                                charts.gradients())))
            .toList();
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
        columns,
        Optional.empty());
  }

  private static Chart growing(int variant) {
    List<Integer> steps = variant == 2 ? List.of(0, 1_000) : List.of(0, 100, 1_000, 10_000);
    return ExampleOverTime.growing("distribution", 1 + 3 * variant, steps)
        .withCaption("All should be as wide.");
  }
}
