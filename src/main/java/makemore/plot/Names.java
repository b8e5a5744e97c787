package makemore.plot;

import java.math.BigDecimal;
import makemore.nn.Tanh;

/** What layers and weight matrices are called, in every chart. */
final class Names {

  private Names() {}

  /** A number without an exponent, such as "0.0001". */
  static String number(double number) {
    return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
  }

  /**
   * A layer, such as "hidden 1 (tanh)" or "Linear 1".
   *
   * @param number counts from 1 among those of its type
   */
  static String layer(int number, String type) {
    return type.equals(Tanh.class.getSimpleName())
        ? "hidden " + number + " (tanh)"
        : type + " " + number;
  }

  /**
   * A weight matrix, such as "weights of hidden 1".
   *
   * @param number counts from 0 among the network's matrices, the embedding being the first
   */
  static String matrix(int number, int count) {
    if (number == 0) {
      return "embedding";
    }
    return number == count - 1 ? "weights of the output" : "weights of hidden " + number;
  }
}
