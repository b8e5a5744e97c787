package makemore.nn.fused;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import makemore.nn.Embedding;

/** {@link Embedding} with a training pass row by row in Java's own memory. */
public final class FusedEmbedding extends Embedding {

  private final Parameter weight = getDirectParameters().get("weight");
  private final Rows table = new Rows();
  private final Rows outputs = new Rows();
  private final Rows gradOutputs = new Rows();
  private final Rows gradTable = new Rows();
  private long[] indices;

  public FusedEmbedding(long numEmbeddings, long embeddingDim) {
    super(numEmbeddings, embeddingDim);
  }

  @Override
  public NDArray forward(NDArray x, boolean training) {
    if (!training) {
      return super.forward(x, false);
    }
    begin(x);
    Shape shape = getOutputShapes(new Shape[] {x.getShape()})[0];
    indices = checkedIndices(x);
    Row[] c = table.read(value(weight));
    Row[] y = outputs.like(table, shape);
    for (int i = 0; i < y.length; i++) {
      y[i].set(c[(int) indices[i]]);
    }
    return keep(outputs.write(), true);
  }

  @Override
  protected NDArray backwardPass(NDArray gradOutput) {
    if (!outputs.made(output())) {
      return super.backwardPass(gradOutput);
    }
    Row[] dy = gradOutputs.read(gradOutput);
    Row[] dc = gradTable.like(table);
    Row zero = Row.zerosLike(dc[0]);
    for (Row row : dc) {
      row.set(zero);
    }
    for (int i = 0; i < dy.length; i++) {
      dc[(int) indices[i]].add(dy[i]);
    }
    setGradient(weight, gradTable.write());
    return null;
  }
}
