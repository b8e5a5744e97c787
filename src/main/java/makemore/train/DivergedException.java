package makemore.train;

/** Says that the loss or a gradient is no longer a number, so training cannot continue. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }

  public DivergedException(int step, double loss, double learningRate) {
    super(
        String.format(
            "the loss is %s at step %,d: training has diverged; try a learning rate below %s or a"
                + " larger batch",
            loss, step, learningRate));
  }
}
