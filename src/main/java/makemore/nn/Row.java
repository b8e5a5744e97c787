package makemore.nn;

import java.nio.ByteBuffer;
import java.util.function.DoubleBinaryOperator;

/**
 * A row of numbers in Java's own memory, in single or double precision. An operation changes this
 * row element by element, and returns it.
 *
 * <p>The JIT compiler makes vector instructions of the loops in single precision, as all arrays of
 * a loop have the same index.
 */
final class Row {

  private final float[] floats;
  private final double[] doubles;

  /** Makes a row of zeros. */
  Row(int size, boolean single) {
    floats = single ? new float[size] : null;
    doubles = single ? null : new double[size];
  }

  /** Makes a copy. */
  Row(Row x) {
    floats = x.floats == null ? null : x.floats.clone();
    doubles = x.doubles == null ? null : x.doubles.clone();
  }

  /** Makes a row of zeros of another's size and precision. */
  static Row zeros(Row like) {
    return new Row(like.size(), like.floats != null);
  }

  int size() {
    return floats == null ? doubles.length : floats.length;
  }

  double get(int i) {
    return floats == null ? doubles[i] : floats[i];
  }

  Row set(int i, double value) {
    if (floats == null) {
      doubles[i] = value;
    } else {
      floats[i] = (float) value;
    }
    return this;
  }

  Row set(Row x) {
    if (floats == null) {
      return each(x, (a, b) -> b);
    }
    System.arraycopy(x.floats, 0, floats, 0, floats.length);
    return this;
  }

  Row add(Row x) {
    if (floats == null) {
      return each(x, (a, b) -> a + b);
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] += x.floats[i];
    }
    return this;
  }

  Row subtract(Row x) {
    if (floats == null) {
      return each(x, (a, b) -> a - b);
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] -= x.floats[i];
    }
    return this;
  }

  Row multiply(Row x) {
    if (floats == null) {
      return each(x, (a, b) -> a * b);
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] *= x.floats[i];
    }
    return this;
  }

  Row divide(Row x) {
    if (floats == null) {
      return each(x, (a, b) -> a / b);
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] /= x.floats[i];
    }
    return this;
  }

  Row addProduct(Row x, Row y) {
    if (floats == null) {
      return add(new Row(x).multiply(y));
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] += x.floats[i] * y.floats[i];
    }
    return this;
  }

  private Row each(Row x, DoubleBinaryOperator function) {
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = function.applyAsDouble(doubles[i], x.doubles[i]);
    }
    return this;
  }

  Row multiply(double factor) {
    for (int i = 0; i < size(); i++) {
      set(i, get(i) * factor);
    }
    return this;
  }

  /** Copies the next numbers of an array's memory. */
  void readFrom(ByteBuffer memory) {
    if (floats == null) {
      memory.asDoubleBuffer().get(doubles);
    } else {
      memory.asFloatBuffer().get(floats);
    }
    skip(memory);
  }

  /** Writes to an array's memory. */
  void writeTo(ByteBuffer memory) {
    if (floats == null) {
      memory.asDoubleBuffer().put(doubles);
    } else {
      memory.asFloatBuffer().put(floats);
    }
    skip(memory);
  }

  private void skip(ByteBuffer memory) {
    memory.position(memory.position() + size() * (floats == null ? Double.BYTES : Float.BYTES));
  }
}
