package makemore.bench;

import java.util.List;

/** A way to make a training step. */
public enum Contender {
  /** The loop of this project's {@code train}. */
  TRAIN("makemore train"),
  /** DJL's autograd through the lesson's operations. */
  AUTOGRAD("DJL autograd"),
  /** DJL's own blocks and trainer. */
  TRAINER("DJL blocks and Trainer"),
  /** The same program in PyTorch, {@code src/reference/python/makemore.py}. */
  EAGER("PyTorch eager"),
  /** The same, with {@code torch.compile} around forward pass and loss. */
  COMPILED("PyTorch compiled");

  static final List<Contender> IN_JAVA = List.of(TRAIN, AUTOGRAD, TRAINER);
  static final List<Contender> IN_PYTHON = List.of(EAGER, COMPILED);

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
