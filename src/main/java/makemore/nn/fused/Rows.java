package makemore.nn.fused;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/**
 * An array's rows in Java's own memory. The next pass uses them and their array again if it has the
 * same shape.
 */
final class Rows {

  private final boolean joined;

  private Shape shape;
  private boolean single;
  private NDManager manager;
  private Row[] rows = {};
  private NDArray array;

  private NDArray mapped;
  private boolean kept;
  private Buffer memory;

  Rows() {
    this(false);
  }

  /** Keeps the rows apart, or all of an array as one. */
  Rows(boolean joined) {
    this.joined = joined;
  }

  /** Copies an array's rows; an array of the shape (features) is one row. */
  Row[] read(NDArray from) {
    map(from);
    resize(from.getShape(), memory instanceof FloatBuffer, from.getManager());
    for (Row row : rows) {
      row.readFrom(memory);
    }
    return rows;
  }

  Row sum() {
    return sum(0, rows.length, rows[0], (sum, i) -> sum.add(rows[i]));
  }

  /** Adds by halves, down to 16 terms: rounding grows with the logarithm of their number. */
  static Row sum(int from, int to, Row like, ObjIntConsumer<Row> addTerm) {
    if (to - from > 16) {
      int middle = (from + to) / 2;
      return sum(from, middle, like, addTerm).add(sum(middle, to, like, addTerm));
    }
    Row sum = Row.zerosLike(like);
    for (int i = from; i < to; i++) {
      addTerm.accept(sum, i);
    }
    return sum;
  }

  /** Rows of the same shape as others, to be filled: they have the numbers of the pass before. */
  Row[] like(Rows other) {
    return like(other, other.shape);
  }

  /** Rows of a shape, of the same type as others, to be filled. */
  Row[] like(Rows other, Shape newShape) {
    resize(newShape, other.single, other.manager);
    return rows;
  }

  private void resize(Shape newShape, boolean newSingle, NDManager newManager) {
    manager = newManager;
    if (!newShape.equals(shape) || newSingle != single) {
      shape = newShape;
      single = newSingle;
      int size = (int) (joined ? shape.size() : shape.tail());
      rows = new Row[joined ? 1 : (int) shape.size() / size];
      Arrays.setAll(rows, i -> Row.zeros(size, single));
      if (array != null) {
        array.close();
      }
    }
  }

  NDArray write() {
    if (array == null || array.isReleased()) {
      array = manager.create(shape, single ? DataType.FLOAT32 : DataType.FLOAT64);
      // It is to outlive the step that needs it first.
      NDScope.unregister(array);
    }
    map(array);
    writeToMemory();
    return array;
  }

  /** Whether an array is the one that these rows were written to. */
  boolean made(NDArray other) {
    return other == array;
  }

  /** Changes the numbers of another array of the rows' shape. */
  void writeTo(NDArray other) {
    map(other);
    if (kept) {
      writeToMemory();
    } else {
      other.set(new NDIndex("..."), write());
    }
  }

  private void writeToMemory() {
    for (Row row : rows) {
      row.writeTo(memory);
    }
  }

  /** Finds an array's own memory, by six calls of the engine if it isn't kept. */
  private void map(NDArray other) {
    if (!kept || other != mapped || other.isReleased()) {
      ByteBuffer bytes = other.toByteBuffer(true);
      // Of an array that isn't contiguous it is another copy's each time: that is not to be kept.
      kept = other == mapped && place(bytes) == place(other.toByteBuffer(true));
      boolean doubles = other.getDataType() == DataType.FLOAT64;
      memory = doubles ? bytes.asDoubleBuffer() : bytes.asFloatBuffer();
      mapped = other;
    }
    memory.rewind();
  }

  private static int place(ByteBuffer bytes) {
    return bytes.alignmentOffset(0, 1 << 30);
  }
}
