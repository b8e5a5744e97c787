package makemore.train;

/** How a network's layers are computed. */
public enum Layers {
  PLAIN,
  FUSED
}
