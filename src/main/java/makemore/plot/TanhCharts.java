package makemore.plot;

import static makemore.inspect.NumberFormats.format;
import static makemore.inspect.NumberFormats.twoDigits;

import com.google.common.collect.Iterables;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;
import makemore.inspect.Histogram;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * The charts of tanh and its slope with the range that the network uses, and of the outputs of one
 * tanh, value by value: that of the layer whose neurons learn least.
 *
 * @param low the least of the layers' 5th percentiles of their pre-activations
 * @param high the largest of their 95th percentiles
 */
record TanhCharts(RunView run, NeuronFrames neuronFrames, double low, double high) {

  private static final int POINTS = 400;
  private static final int BINS = 50;

  /** Where tanh has long been flat; the shaded part ends there, and the verdict has its numbers. */
  private static final double FARTHEST = 20;

  static TanhCharts of(RunView run, NeuronFrames neuronFrames) {
    Table inputs = run.table(RecordedTable.PRE_ACTIVATIONS);
    Table last = RunView.rows(inputs, "step", (int) inputs.intColumn("step").max());
    double low = last.floatColumn("percentile_5").min();
    return new TanhCharts(run, neuronFrames, low, last.floatColumn("percentile_95").max());
  }

  Chart tanh() {
    return chart("tanh", "tanh", "tanh(x)", Math::tanh, "90% of the pre-activations")
        .withVerdicts(
            RunView.neutral(
                format(
                    "the pre-activations reach from %s to %s, where tanh goes from %.2f to %.2f%s",
                    twoDigits(low),
                    twoDigits(high),
                    Math.tanh(low),
                    Math.tanh(high),
                    Math.max(-low, high) > FARTHEST
                        ? format("; the axis ends at ±%.0f", FARTHEST)
                        : "")));
  }

  Chart slope() {
    double least = 100 * Math.min(slope(low), slope(high));
    String percent = least < 0.1 ? "less than 0.1%" : format("%.1f%%", least);
    return chart("tanh_derivative", "slope of tanh", "1 - tanh²(x)", TanhCharts::slope, "")
        .withVerdicts(
            RunView.neutral(
                "at the edge of the shaded part " + percent + " of the gradient passes"));
  }

  private Chart chart(
      String name, String title, String series, DoubleUnaryOperator curve, String label) {
    double end = Math.min(FARTHEST, Math.max(5, Math.ceil(1.1 * Math.max(-low, high))));
    Points points = new Points();
    for (int i = 0; i <= POINTS; i++) {
      double x = end * (2.0 * i / POINTS - 1);
      points.add(x, curve.applyAsDouble(x), series);
    }
    boolean known = Double.isFinite(low) && Double.isFinite(high);
    double from = Math.max(-end, Math.min(end, low));
    double to = Math.max(-end, Math.min(end, high));
    Chart.Marker used = new Chart.Marker(Chart.Marker.Axis.X, from, to, label);
    return Chart.of(Chart.Kind.LINES, name, title, points.table())
        .captioned()
        .axes("x", "y")
        .withMarkers(known ? List.of(used) : List.of());
  }

  private static double slope(double x) {
    return 1 - Math.tanh(x) * Math.tanh(x);
  }

  Chart histogram() {
    int place = worst();
    String title = "activations of " + layers(place).get(0).name();
    Finding saturated = Diagnosis.ofHiddenLayer(run.measurements(), hidden(place));
    return Chart.of(
            Chart.Kind.HISTOGRAM, "hidden_histogram", title, frames(place, TanhCharts::histogram))
        .captioned()
        .axes("activation", "count")
        .withVerdicts(List.of(RunView.verdict(saturated)));
  }

  Chart saturationMap() {
    int place = worst();
    NeuronFrames.HiddenLayer layer = Iterables.getLast(layers(place));
    int all = run.measurements().end().get(hidden(place)).neurons();
    int kept = layer.neurons().length;
    String some = kept < all ? format(", %,d of %,d neurons", kept, all) : "";
    String title = format("saturated activations (white) of %s%s", layer.name(), some);
    return Chart.of(Chart.Kind.CELLS, "saturation_map", title, frames(place, TanhCharts::cells))
        .captioned()
        .axes("neuron", "example");
  }

  /** The place, among the layers that are kept, of the one whose neurons learn least at the end. */
  private int worst() {
    List<NeuronFrames.HiddenLayer> last = Iterables.getLast(neuronFrames.frames()).layers();
    return IntStream.range(0, last.size())
        .boxed()
        .max(
            Comparator.comparing(
                place -> run.measurements().end().get(hidden(place)), Diagnosis.byDeath()))
        .orElseThrow();
  }

  /** The number of a hidden layer, from 0, that stands at a place among those that are kept. */
  private int hidden(int place) {
    String name = Iterables.getLast(layers(place)).name();
    return IntStream.range(0, run.measurements().end().size())
        .filter(i -> name.equals(run.measurements().end().get(i) + " (tanh)"))
        .findFirst()
        .orElseThrow();
  }

  /** A layer in each frame. */
  private List<NeuronFrames.HiddenLayer> layers(int place) {
    return neuronFrames.frames().stream().map(frame -> frame.layers().get(place)).toList();
  }

  private List<Chart.Frame> frames(int place, Function<NeuronFrames.HiddenLayer, Table> drawn) {
    return neuronFrames.frames().stream()
        .map(frame -> new Chart.Frame(frame.label(), drawn.apply(frame.layers().get(place))))
        .toList();
  }

  private static Table histogram(NeuronFrames.HiddenLayer layer) {
    DoubleStream inputs = Stream.of(layer.preActivations()).flatMapToDouble(DoubleStream::of);
    double[] values = inputs.filter(Double::isFinite).map(Math::tanh).toArray();
    Histogram histogram = Histogram.of(Floats.toArray(Doubles.asList(values)), BINS);
    Points points = new Points();
    for (int i = 0; i <= BINS; i++) {
      int count = histogram.counts()[Math.min(i, BINS - 1)];
      points.add(histogram.edges()[i], count, layer.name());
    }
    return points.table();
  }

  private static Table cells(NeuronFrames.HiddenLayer layer) {
    IntColumn x = IntColumn.create("x");
    IntColumn y = IntColumn.create("y");
    IntColumn saturated = IntColumn.create("value");
    for (int i = 0; i < layer.neurons().length; i++) {
      double[] inputs = layer.preActivations()[i];
      for (int example = 0; example < inputs.length; example++) {
        x.append(layer.neurons()[i]);
        y.append(example);
        saturated.append(Math.abs(Math.tanh(inputs[example])) > Recorder.SATURATED ? 1 : 0);
      }
    }
    return Table.create(x, y, saturated);
  }
}
