package makemore.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import makemore.train.Configuration;
import makemore.verify.Trace.Values;

/**
 * A run of ours beside PyTorch's in double precision.
 *
 * <p>Differences are divided by a tensor's scale: its largest number, or a hundredth of the largest
 * in all tensors of its kind, if that is more. A loss's scale is the loss.
 */
final class RunComparison {

  private static final double SMALLEST_SCALE = 0.01;

  private final StateFile state;
  private final Precision precision;
  private final Trace ours;
  private final List<ComparedTensor> rows = new ArrayList<>();
  private double largestSpread;

  RunComparison(StateFile state, Precision precision, Trace ours) {
    this.state = state;
    this.precision = precision;
    this.ours = ours;
    Configuration configuration = state.header().configuration().toConfiguration();
    // A batch norm of two examples divides rounding by rounding.
    if (precision == Precision.SINGLE
        && configuration.batchSize() == 2
        && configuration.architecture().hasBatchNorm()) {
      largestSpread = Double.POSITIVE_INFINITY;
    }
  }

  /** In double precision a row for each tensor, in single precision one for each kind. */
  List<ComparedTensor> rows() {
    addTensors("step0/output/");
    addTensors("step0/output_gradient/");
    addTensors("step0/gradient/");
    addLosses();
    addTensors("final/");
    addSplitLosses();
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
      Values actual = ours.arrays().get(name);
      double[] right = expected(name);
      double scale = Math.max(Values.largest(right), SMALLEST_SCALE * largest);
      double allowed = precision.allowed(state.noise(precision.noise, name) / scale);
      ComparedTensor tensor =
          ComparedTensor.of(name, precision.check, actual, right, i -> scale, allowed);
      tensors.add(tensor);
      if (precision == Precision.DOUBLE) {
        add(tensor, state.noise(StateFile.SPREAD, name) / scale);
      }
    }
    if (precision == Precision.SINGLE) {
      // The losses tell whether rounding is magnified.
      add(ComparedTensor.together(kind + "*", precision.check, tensors), 0);
    }
  }

  /** Rows for the first ten losses, the first hundred, and so on, then for those not compared. */
  private void addLosses() {
    double[] most = state.noise(precision.noise, "losses", expected("losses"));
    double[] furthest = state.noise(StateFile.SPREAD, "losses", expected("losses"));
    Arrays.parallelPrefix(most, Math::max);
    Arrays.parallelPrefix(furthest, Math::max);
    int compared =
        (int) Arrays.stream(furthest).takeWhile(share -> !precision.isTooMuch(share)).count();
    for (int from = 0, to = 10; from < compared; from = to, to *= 10) {
      int last = Math.min(to, compared) - 1;
      addLosses("losses", from, last + 1, most[last], furthest[last]);
    }
    if (compared < most.length) {
      addLosses("losses", compared, most.length, Double.NaN, furthest[compared]);
    }
  }

  private void addSplitLosses() {
    double[] losses = expected("split_losses");
    double most = Values.largest(state.noise(precision.noise, "split_losses", losses));
    double furthest = Values.largest(state.noise(StateFile.SPREAD, "split_losses", losses));
    addLosses("split_losses", 0, losses.length, most, furthest);
  }

  private void addLosses(String name, int from, int to, double most, double furthest) {
    double[] right = Arrays.copyOfRange(expected(name), from, to);
    Values actual = Values.of(Arrays.copyOfRange(ours.arrays().get(name).numbers(), from, to));
    String title = name.equals("losses") ? "losses[" + from + ":" + to + "]" : name;
    double allowed = precision.allowed(most);
    add(ComparedTensor.of(title, precision.check, actual, right, i -> right[i], allowed), furthest);
  }

  private void add(ComparedTensor tensor, double furthest) {
    largestSpread = Math.max(largestSpread, furthest);
    rows.add(precision.isTooMuch(largestSpread) ? tensor.notCompared() : tensor);
  }

  private void addNames() {
    List<String> wanted = state.names(precision == Precision.DOUBLE ? "names" : "float32/names");
    boolean certain = precision.isCertain(state.closestDraw(precision.noise));
    add(ComparedTensor.ofNames(ours.names(), wanted), certain ? 0 : Double.POSITIVE_INFINITY);
  }
}
