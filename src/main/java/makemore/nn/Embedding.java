package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;

/**
 * A table of vectors: replaces each token index by its row.
 *
 * <pre>
 * forward:   y = C[x]
 * backward:  dL/dC[k] = the sum of the parts of dL/dy that belong to a k in x
 *                     = onehot(x)^T dL/dy: a k that occurs again adds to its row again
 *
 * x          (batch, blockSize), token indices from 0 to numEmbeddings - 1; has no gradient
 * C          (numEmbeddings, embeddingDim)
 * y, dL/dy   (batch, blockSize, embeddingDim)
 * </pre>
 *
 * <p>C starts as N(0, 1).
 *
 * @see <a href="https://www.jmlr.org/papers/v3/bengio03a.html">Bengio et al. 2003, A Neural
 *     Probabilistic Language Model</a>
 */
public class Embedding extends Layer {

  private final long numEmbeddings;
  private final long embeddingDim;
  private final Parameter weight;

  private NDArray indices;

  public Embedding(long numEmbeddings, long embeddingDim) {
    this.numEmbeddings = numEmbeddings;
    this.embeddingDim = embeddingDim;
    weight = addParameter("weight", Parameter.Type.WEIGHT, numEmbeddings, embeddingDim);
    setInitializer(InitialValues.DRAWN, "weight");
  }

  @Override
  protected NDArray forwardPass(NDArray x, boolean training) {
    checkedIndices(x);
    indices = x;
    NDArray table = value(weight);
    return table.getNDArrayInternal().embedding(x, table, SparseFormat.DENSE).singletonOrThrow();
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    NDArray oneHot = indices.flatten().oneHot((int) numEmbeddings, gradOutput.getDataType());
    NDArray gradRows = gradOutput.reshape(-1, embeddingDim);
    setGradient(weight, oneHot.transpose().matMul(gradRows));
    return null;
  }

  /** Reads the token indices of an input; refuses one that the table does not have. */
  protected final long[] checkedIndices(NDArray x) {
    return Inputs.indices(this, x, numEmbeddings);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    if (x.dimension() != 2) {
      throw Inputs.wrongShape(this, x, "(batch, blockSize)");
    }
    return new Shape[] {x.add(embeddingDim)};
  }

  @Override
  public String toString() {
    return "Embedding(" + numEmbeddings + ", " + embeddingDim + ")";
  }
}
