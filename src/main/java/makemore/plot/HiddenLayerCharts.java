package makemore.plot;

import com.google.common.collect.Iterables;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Histogram;
import makemore.inspect.Recorder;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The last hidden layer in some batches, value by value. */
record HiddenLayerCharts(RunView run, NeuronFrames neuronFrames) {

  private static final int BINS = 50;

  Chart histogram() {
    List<Chart.Frame> frames = frames(HiddenLayerCharts::histogram);
    return Chart.of(Chart.Kind.HISTOGRAM, "hidden_histogram", "last hidden layer", frames)
        .axes("activation", "count")
        .withCaption(
            "The activations of the last hidden layer in one batch, in 50 bins. At the very ends,"
                + " beyond 0.97, they are saturated; how many are too many, the verdict says.")
        .withVerdicts(List.of(RunView.verdict(Diagnosis.lastHiddenLayer(run.measurements()))));
  }

  Chart saturationMap() {
    List<Chart.Frame> frames = frames(HiddenLayerCharts::cells);
    return Chart.of(Chart.Kind.CELLS, "saturation_map", "saturated activations (white)", frames)
        .axes("neuron", "example")
        .withCaption(
            "The same activations, each example of the batch by each neuron; white: saturated (abs"
                + " > 0.97). A column that is white from top to bottom is a neuron that learns"
                + " from none of these examples, mostly by chance. Only one that is saturated for"
                + " all of several thousand examples is dead, as the verdict counts them.")
        .withVerdicts(run.verdicts(Topic.DEAD_NEURONS));
  }

  private List<Chart.Frame> frames(Function<NeuronFrames.HiddenLayer, Table> drawn) {
    return neuronFrames.frames().stream()
        .map(
            frame -> new Chart.Frame(frame.label(), drawn.apply(Iterables.getLast(frame.layers()))))
        .toList();
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

  private static Table histogram(NeuronFrames.HiddenLayer layer) {
    double[] values =
        Stream.of(layer.preActivations())
            .flatMapToDouble(DoubleStream::of)
            .filter(Double::isFinite)
            .map(Math::tanh)
            .toArray();
    Histogram histogram = Histogram.of(Floats.toArray(Doubles.asList(values)), BINS);
    Points points = new Points();
    for (int i = 0; i <= BINS; i++) {
      int count = histogram.counts()[Math.min(i, BINS - 1)];
      points.add(histogram.edges()[i], count, "last hidden layer");
    }
    return points.table();
  }
}
