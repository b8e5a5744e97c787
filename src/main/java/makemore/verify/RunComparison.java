package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.train.Settings;

/**
 * Compares a run of ours with PyTorch's in double precision.
 *
 * <p>Differences are divided by a tensor's scale: its largest number, or a hundredth of the largest
 * in all tensors of its kind, or, of a parameter's gradient, the largest of what is summed in it,
 * if that is more. A loss's scale is the loss.
 */
public final class RunComparison {

  private static final double SMALLEST_SCALE = 0.01;
  private static final String GRADIENT = "step0/gradient/";

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
  public RunComparison(StateFile state, Trace ours, Trace exact) {
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

  /**
   * Returns a row for each tensor, or, in single precision, for each kind.
   *
   * @throws makemore.input.InvalidInputException if an array is missing or of another shape
   */
  public List<ComparedTensor> rows() {
    addTensors("step0/output/");
    addTensors("step0/output_gradient/");
    addTensors(GRADIENT);
    addLosses("losses");
    addTensors("final/");
    addLosses("split_losses");
    addNames();
    return rows;
  }

  private NDArray expected(String name) {
    return state.array(name, ours.arrays().get(name).getShape());
  }

  private void addTensors(String kind) {
    List<String> names =
        ours.arrays().keySet().stream().filter(name -> name.startsWith(kind)).toList();
    double largest =
        names.stream().mapToDouble(name -> largest(expected(name)).getDouble()).max().orElse(0);
    List<ComparedTensor> tensors = new ArrayList<>();
    for (String name : names) {
      NDArray right = expected(name);
      NDArray scale = largest(right).maximum(SMALLEST_SCALE * largest).maximum(largestTerm(name));
      double noise = state.noise(StateFile.MOVED, name) / scale.getDouble();
      double float32Noise = state.noise(StateFile.FLOAT32, name) / scale.getDouble();
      double allowed = precision.allowed(noise, float32Noise);
      NDArray actual = ours.arrays().get(name);
      tensors.add(ComparedTensor.of(name, precision.check, actual, right, scale, allowed));
      if (precision == Precision.DOUBLE) {
        add(tensors.get(tensors.size() - 1), noise);
      }
    }
    if (precision == Precision.SINGLE) {
      // The losses tell whether rounding is magnified.
      add(ComparedTensor.together(kind + "*", precision.check, tensors), 0);
    }
  }

  /**
   * Returns the largest output gradient of a parameter's layer, of which its gradient is a sum.
   * Where they cancel, as behind a batch normalisation of two examples, their rounding is left.
   */
  private double largestTerm(String name) {
    if (!name.startsWith(GRADIENT)) {
      return 0;
    }
    String layer = name.substring(GRADIENT.length(), name.lastIndexOf('.'));
    return largest(expected("step0/output_gradient/" + layer)).getDouble();
  }

  private static NDArray largest(NDArray array) {
    return array.abs().max();
  }

  /**
   * Adds rows for the first ten losses, the first hundred, and so on, as long as rounding is not
   * magnified too much, then for the others.
   */
  private void addLosses(String name) {
    NDArray right = expected(name);
    double[] noise = noise(state.array(StateFile.MOVED + name, right.getShape()), right);
    NDArray float32 = state.array(StateFile.FLOAT32 + name, right.getShape());
    double[] float32Noise = noise(float32.sub(right), right);
    int count = noise.length;
    int compared =
        (int) Arrays.stream(noise).takeWhile(share -> !(share > precision.largestNoise)).count();
    int to;
    for (int from = 0; from < count; from = to) {
      to = from < compared ? Math.min(Math.max(10, 10 * from), compared) : count;
      NDIndex part = new NDIndex("{}:{}", from, to);
      NDArray some = right.get(part);
      NDArray actual = ours.arrays().get(name).get(part);
      String title = name.equals("losses") ? "losses[" + from + ":" + to + "]" : name;
      double allowed = precision.allowed(noise[to - 1], float32Noise[to - 1]);
      ComparedTensor row =
          ComparedTensor.of(title, precision.check, actual, some, some.abs(), allowed);
      add(row, noise[to - 1]);
    }
  }

  /** Returns the largest noise in the losses up to each, as a share of the loss. */
  private static double[] noise(NDArray differences, NDArray losses) {
    double[] noise = differences.div(losses).abs().toDoubleArray();
    Arrays.parallelPrefix(noise, Math::max);
    return noise;
  }

  /** In double precision no draw of a run whose noise is small can be close enough to differ. */
  private void addNames() {
    boolean close = precision == Precision.SINGLE && ours.namesCanDiffer(exact);
    ComparedTensor names = ComparedTensor.ofNames(ours.names(), state.names(precision));
    add(names, close ? Double.POSITIVE_INFINITY : 0);
  }

  /** Adds a row, as one that is not compared once there is too much noise; NaN is not too much. */
  private void add(ComparedTensor tensor, double noise) {
    largestNoise = Math.max(largestNoise, noise);
    rows.add(largestNoise > precision.largestNoise ? tensor.notCompared() : tensor);
  }
}
