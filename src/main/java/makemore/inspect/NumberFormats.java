package makemore.inspect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** English text, whose numbers are written as in English under every locale. */
public final class NumberFormats {

  private NumberFormats() {}

  /** Writes two digits of a number, without an exponent, such as "3,300" or "0.00035". */
  public static String twoDigits(double number) {
    if (!Double.isFinite(number)) {
      return String.valueOf(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(2));
    return Math.abs(number) >= 1000
        ? format("%,d", rounded.toBigInteger())
        : rounded.toPlainString();
  }

  /** Counts things, such as "1 step" or "2,000 steps". */
  public static String count(long number, String thing) {
    return format(number == 1 ? "%,d %s" : "%,d %ss", number, thing);
  }

  public static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
