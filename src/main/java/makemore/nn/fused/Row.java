package makemore.nn.fused;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.DoubleBinaryOperator;

/**
 * A row of numbers in Java's own memory, in single or double precision: one of its arrays is empty.
 * An operation changes this row element by element, and returns it.
 *
 * <p>The JIT compiler makes vector instructions of the loops in single precision, as all arrays of
 * a loop have the same index.
 */
final class Row {

  private final float[] floats;
  private final double[] doubles;

  private Row(int floats, int doubles) {
    this.floats = new float[floats];
    this.doubles = new double[doubles];
  }

  static Row zeros(int size, boolean single) {
    return single ? new Row(size, 0) : new Row(0, size);
  }

  static Row zerosLike(Row x) {
    return new Row(x.floats.length, x.doubles.length);
  }

  Row copy() {
    return zerosLike(this).set(this);
  }

  int size() {
    return floats.length + doubles.length;
  }

  double get(int i) {
    return floats.length == 0 ? doubles[i] : floats[i];
  }

  void set(int i, double value) {
    if (floats.length == 0) {
      doubles[i] = value;
    } else {
      floats[i] = (float) value;
    }
  }

  Row set(Row x) {
    System.arraycopy(x.floats, 0, floats, 0, floats.length);
    System.arraycopy(x.doubles, 0, doubles, 0, doubles.length);
    return this;
  }

  Row add(Row x) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] += x.floats[i];
    }
    return eachDouble(x, (a, b) -> a + b);
  }

  Row subtract(Row x) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] -= x.floats[i];
    }
    return eachDouble(x, (a, b) -> a - b);
  }

  Row multiply(Row x) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] *= x.floats[i];
    }
    return eachDouble(x, (a, b) -> a * b);
  }

  Row divide(Row x) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] /= x.floats[i];
    }
    return eachDouble(x, (a, b) -> a / b);
  }

  Row addProduct(Row x, Row y) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] += x.floats[i] * y.floats[i];
    }
    return doubles.length == 0 ? this : add(x.copy().multiply(y));
  }

  Row multiply(double factor) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] *= (float) factor;
    }
    return eachDouble(this, (a, b) -> a * factor);
  }

  private Row eachDouble(Row x, DoubleBinaryOperator function) {
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = function.applyAsDouble(doubles[i], x.doubles[i]);
    }
    return this;
  }

  /** Copies the next numbers of a buffer of the row's own type. */
  void readFrom(Buffer memory) {
    if (memory instanceof FloatBuffer single) {
      single.get(floats);
    } else {
      ((DoubleBuffer) memory).get(doubles);
    }
  }

  void writeTo(Buffer memory) {
    if (memory instanceof FloatBuffer single) {
      single.put(floats);
    } else {
      ((DoubleBuffer) memory).put(doubles);
    }
  }
}
