package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import makemore.text.InvalidInputException;
import makemore.verify.ComparedTensor.Tolerance;

/** Our numbers beside those of a state file, in the order in which they were added. */
final class ComparedTensors {

  private static final int FIRST_STEPS = 10;

  private final StateFile state;
  private final List<ComparedTensor> rows = new ArrayList<>();

  ComparedTensors(StateFile state) {
    this.state = state;
  }

  List<ComparedTensor> rows() {
    return List.copyOf(rows);
  }

  /** Compares an array with the state file's of the same name. */
  void add(String name, Tolerance tolerance, NDArray ours) {
    NDArray expected = state.array(name);
    if (!expected.getShape().equals(ours.getShape())) {
      throw new InvalidInputException(
          String.format(
              "the state file is damaged: %s has the shape %s, expected %s",
              name, expected.getShape(), ours.getShape()));
    }
    Difference difference = Difference.of(doubles(ours), doubles(expected));
    rows.add(new ComparedTensor(name, ours.getShape().toString(), difference, tolerance));
  }

  /** Compares the losses of the first steps and, with a tolerance of their own, of the others. */
  void addLosses(float[] ours, Tolerances tolerances) {
    float[] expected = state.array("losses").toFloatArray();
    int first = Math.min(FIRST_STEPS, ours.length);
    addLosses(ours, expected, 0, first, tolerances.firstLosses());
    addLosses(ours, expected, first, ours.length, tolerances.losses());
  }

  private void addLosses(float[] ours, float[] expected, int from, int to, Tolerance tolerance) {
    if (from < to) {
      String name = "losses[" + from + ":" + to + "]";
      Difference difference = Difference.of(doubles(ours, from, to), doubles(expected, from, to));
      rows.add(new ComparedTensor(name, "(" + (to - from) + ")", difference, tolerance));
    }
  }

  /** Compares the sampled names: a difference is how many of them differ. */
  void addNames(List<String> ours) {
    List<String> expected = state.names();
    int count = expected.size();
    int equal =
        (int) IntStream.range(0, count).filter(i -> ours.get(i).equals(expected.get(i))).count();
    int different = count - equal;
    Difference difference = new Difference(count, equal, different, (double) different / count);
    rows.add(new ComparedTensor("names", "(" + count + ")", difference, Tolerance.EXACT));
  }

  private static double[] doubles(float[] values, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] doubles(NDArray array) {
    try (NDArray numbers = array.toType(DataType.FLOAT64, true)) {
      return numbers.toDoubleArray();
    }
  }
}
