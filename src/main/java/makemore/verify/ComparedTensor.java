package makemore.verify;

/**
 * One tensor of ours beside PyTorch's.
 *
 * @param name its name in the state file
 * @param shape its shape, such as {@code (32, 100)}
 * @param difference how far ours is from PyTorch's
 * @param tolerance how far it may be
 */
public record ComparedTensor(
    String name, String shape, Difference difference, Tolerance tolerance) {

  /**
   * How far a tensor may be from what it should be; both bounds hold.
   *
   * @param absolute the largest absolute difference
   * @param relative the largest difference in units of the tensor's largest value
   */
  public record Tolerance(double absolute, double relative) {

    /** No difference at all. */
    public static final Tolerance EXACT = new Tolerance(0, 0);
  }

  /**
   * Whether ours agrees with PyTorch's.
   *
   * @return true if the difference is within its tolerance; false if it is NaN
   */
  public boolean agrees() {
    return difference.absolute() <= tolerance.absolute
        && difference.relative() <= tolerance.relative;
  }
}
