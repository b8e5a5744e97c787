package makemore.nn;

import ai.djl.ndarray.NDArray;

/** {@link Embedding} in training, row by row in Java's own memory. */
final class FusedEmbedding {

  private final Rows table = new Rows();
  private final Rows outputs = new Rows();
  private final Rows gradOutputs = new Rows();
  private final Rows gradTable = new Rows();
  private long[] indices;

  NDArray forward(NDArray weight, NDArray x) {
    indices = x.toLongArray();
    Row[] c = table.read(weight);
    Row[] y = outputs.like(table, x.getShape().add(weight.getShape().tail()));
    for (int i = 0; i < y.length; i++) {
      y[i].set(c[(int) indices[i]]);
    }
    return outputs.write();
  }

  NDArray backward(NDArray gradOutput) {
    Row[] dy = gradOutputs.read(gradOutput);
    Row[] dc = gradTable.like(table);
    Row zero = Row.zerosLike(dc[0]);
    for (Row row : dc) {
      row.set(zero);
    }
    for (int i = 0; i < dy.length; i++) {
      dc[(int) indices[i]].add(dy[i]);
    }
    return gradTable.write();
  }
}
