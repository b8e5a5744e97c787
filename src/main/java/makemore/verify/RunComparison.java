package makemore.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.train.Settings;
import makemore.verify.Trace.Values;

/**
 * Compares a run of ours with PyTorch's in double precision.
 *
 * <p>Differences are divided by a tensor's scale: its largest number, or a hundredth of the largest
 * in all tensors of its kind, if that is more. A loss's scale is the loss.
 */
final class RunComparison {

  private static final double SMALLEST_SCALE = 0.01;

  private final StateFile state;
  private final Precision precision;
  private final Trace ours;
  private final Trace exact;
  private final List<ComparedTensor> rows = new ArrayList<>();
  private double largestNoise;

  /**
   * @param ours our run that is compared
   * @param exact our run in double precision, perhaps the same
   */
  RunComparison(StateFile state, Trace ours, Trace exact) {
    this.state = state;
    this.precision = ours.precision();
    this.ours = ours;
    this.exact = exact;
    Settings settings = state.header().settings();
    // A batch norm of two examples divides rounding by rounding.
    if (precision == Precision.SINGLE && settings.batchSize() == 2 && settings.hasBatchNorm()) {
      largestNoise = Double.POSITIVE_INFINITY;
    }
  }

  /** Returns a row for each tensor, or, in single precision, for each kind. */
  List<ComparedTensor> rows() {
    addTensors("step0/output/");
    addTensors("step0/output_gradient/");
    addTensors("step0/gradient/");
    addLosses("losses");
    addTensors("final/");
    addLosses("split_losses");
    addNames();
    return rows;
  }

  private double[] expected(String name) {
    return state.numbers(name, ours.arrays().get(name).shape());
  }

  private void addTensors(String kind) {
    List<String> names =
        ours.arrays().keySet().stream().filter(name -> name.startsWith(kind)).toList();
    double largest =
        names.stream().map(this::expected).mapToDouble(Values::largest).max().orElse(0);
    List<ComparedTensor> tensors = new ArrayList<>();
    for (String name : names) {
      double[] right = expected(name);
      double scale = Math.max(Values.largest(right), SMALLEST_SCALE * largest);
      double noise = state.noise(StateFile.MOVED, name) / scale;
      double allowed = precision.allowed(noise, state.noise(StateFile.FLOAT32, name) / scale);
      Values actual = ours.arrays().get(name);
      ComparedTensor tensor =
          ComparedTensor.of(name, precision.check, actual, right, i -> scale, allowed);
      tensors.add(tensor);
      if (precision == Precision.DOUBLE) {
        add(tensor, noise);
      }
    }
    if (precision == Precision.SINGLE) {
      // The losses tell whether rounding is magnified.
      add(ComparedTensor.together(kind + "*", precision.check, tensors), 0);
    }
  }

  /** Adds rows for the first ten losses, the first hundred, and so on, then for the others. */
  private void addLosses(String name) {
    double[] right = expected(name);
    double[] noise = state.noise(StateFile.MOVED, name, right);
    double[] float32Noise = state.noise(StateFile.FLOAT32, name, right);
    Arrays.parallelPrefix(noise, Math::max);
    Arrays.parallelPrefix(float32Noise, Math::max);
    int compared =
        (int) Arrays.stream(noise).takeWhile(share -> !(share > precision.largestNoise)).count();
    for (int from = 0, to = 10; from < compared; from = to, to *= 10) {
      int last = Math.min(to, compared) - 1;
      addLosses(name, from, last + 1, noise[last], float32Noise[last]);
    }
    if (compared < right.length) {
      addLosses(name, compared, right.length, noise[compared], Double.NaN);
    }
  }

  private void addLosses(String name, int from, int to, double noise, double float32Noise) {
    double[] right = Arrays.copyOfRange(expected(name), from, to);
    Values actual = Values.of(Arrays.copyOfRange(ours.arrays().get(name).numbers(), from, to));
    String title = name.equals("losses") ? "losses[" + from + ":" + to + "]" : name;
    double allowed = precision.allowed(noise, float32Noise);
    add(
        ComparedTensor.of(title, precision.check, actual, right, i -> Math.abs(right[i]), allowed),
        noise);
  }

  /** In double precision no draw of a run whose noise is small can be close enough to differ. */
  private void addNames() {
    boolean close = precision == Precision.SINGLE && ours.draws().canDiffer(exact.draws());
    ComparedTensor names = ComparedTensor.ofNames(ours.names(), state.names(precision));
    add(names, close ? Double.POSITIVE_INFINITY : 0);
  }

  /** Adds a row, as one that is not compared once there is too much noise; NaN is not too much. */
  private void add(ComparedTensor tensor, double noise) {
    largestNoise = Math.max(largestNoise, noise);
    rows.add(largestNoise > precision.largestNoise ? tensor.notCompared() : tensor);
  }
}
