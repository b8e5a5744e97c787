package makemore.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import makemore.text.Examples;

/**
 * Some examples as arrays.
 *
 * @param contexts token indices, INT64, of shape (batch, blockSize)
 * @param targets the token index of the character after each context, INT64, of shape (batch)
 */
public record Batch(NDArray contexts, NDArray targets) {

  public static Batch of(NDManager manager, Examples examples, long... indices) {
    int n = indices.length;
    int blockSize = examples.blockSize();
    long[] contexts = new long[n * blockSize];
    long[] targets = new long[n];
    for (int i = 0; i < n; i++) {
      int example = (int) indices[i];
      targets[i] = examples.targets()[example];
      for (int j = 0; j < blockSize; j++) {
        contexts[i * blockSize + j] = examples.contexts()[example * blockSize + j];
      }
    }
    return new Batch(
        manager.create(contexts, new Shape(n, blockSize)), manager.create(targets, new Shape(n)));
  }
}
