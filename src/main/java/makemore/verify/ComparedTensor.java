package makemore.verify;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says how far numbers of ours are from PyTorch's.
 *
 * @param name the tensor's name in the state file, or the beginning of several names
 * @param absolute the largest absolute difference, or NaN if a number is
 * @param relative the largest difference in units of its tensor's scale
 * @param allowed how large the relative difference may be
 */
public record ComparedTensor(
    String name,
    String shape,
    Check check,
    boolean exact,
    double absolute,
    double relative,
    double allowed) {

  public enum Check {
    /** To the bit: whole numbers, names, and draws if {@code randn} has the same last bits. */
    EXACT,
    /** Draws on machines whose {@code randn} have other last bits. */
    KERNEL,
    /** Computed in double precision by both. */
    DOUBLE,
    /** Computed in single precision by us, in double precision by PyTorch. */
    SINGLE,
    /** Not compared, because the run amplifies rounding too much. */
    NONE
  }

  /** Compares arrays in units of a scale, which is one number or one for each. */
  static ComparedTensor of(
      String name, Check check, NDArray ours, NDArray expected, NDArray scale, double allowed) {
    // The largest of numbers among which there is a NaN is NaN, so that it cannot hide.
    NDArray differences = ours.sub(expected).abs();
    double absolute = differences.max().getDouble();
    // Of zeros that are the same 0 / 0 would be NaN.
    double relative = differences.div(scale.maximum(Double.MIN_NORMAL)).max().getDouble();
    String shape = ours.getShape().toString();
    return new ComparedTensor(name, shape, check, absolute == 0, absolute, relative, allowed);
  }

  /** Joins several: exact if all are, with the largest differences and the largest bound. */
  static ComparedTensor together(String name, Check check, List<ComparedTensor> tensors) {
    return tensors.stream()
        .reduce(
            new ComparedTensor(name, tensors.size() + " tensors", check, true, 0, 0, 0),
            (a, b) ->
                new ComparedTensor(
                    name,
                    a.shape,
                    check,
                    a.exact && b.exact,
                    Math.max(a.absolute, b.absolute),
                    Math.max(a.relative, b.relative),
                    Math.max(a.allowed, b.allowed)));
  }

  /** Compares names; the differences are how many of them differ, and which share. */
  static ComparedTensor ofNames(List<String> ours, List<String> expected) {
    int count = expected.size();
    long different =
        IntStream.range(0, count).filter(i -> !ours.get(i).equals(expected.get(i))).count();
    double share = (double) different / count;
    return new ComparedTensor(
        "names", "(" + count + ")", Check.EXACT, different == 0, different, share, 0);
  }

  ComparedTensor notCompared() {
    return new ComparedTensor(name, shape, Check.NONE, false, 0, 0, 0);
  }

  /** Returns whether no difference is NaN or above its bound; true of what is not compared. */
  public boolean agrees() {
    return relative <= allowed;
  }
}
