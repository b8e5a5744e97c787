package makemore.nn;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
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

  private Row(float[] floats, double[] doubles) {
    this.floats = floats;
    this.doubles = doubles;
  }

  static Row zeros(int size, boolean single) {
    return single ? new Row(new float[size], null) : new Row(null, new double[size]);
  }

  static Row zerosLike(Row x) {
    return zeros(x.size(), x.floats != null);
  }

  Row copy() {
    return zerosLike(this).set(this);
  }

  int size() {
    return floats == null ? doubles.length : floats.length;
  }

  double get(int i) {
    return floats == null ? doubles[i] : floats[i];
  }

  void set(int i, double value) {
    if (floats == null) {
      doubles[i] = value;
    } else {
      floats[i] = (float) value;
    }
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
      return add(x.copy().multiply(y));
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

  /** Copies the next numbers of a buffer of the row's own type. */
  void readFrom(Buffer memory) {
    if (floats == null) {
      ((DoubleBuffer) memory).get(doubles);
    } else {
      ((FloatBuffer) memory).get(floats);
    }
  }

  void writeTo(Buffer memory) {
    if (floats == null) {
      ((DoubleBuffer) memory).put(doubles);
    } else {
      ((FloatBuffer) memory).put(floats);
    }
  }
}
