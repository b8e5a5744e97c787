package makemore.inspect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.apache.commons.math3.util.Precision;

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

  /** Rounds a number as it is shown with so many decimals; leaves NaN and infinity as they are. */
  static double round(double number, int decimals) {
    return Precision.round(number, decimals);
  }

  /** Counts things, such as "1 step" or "2,000 steps". */
  public static String count(long number, String thing) {
    return format(number == 1 ? "%,d %s" : "%,d %ss", number, thing);
  }

  /** Cuts a name that has more than so many characters, and says how long it is. */
  public static String shortened(String name, int most) {
    int characters = name.codePointCount(0, name.length());
    if (characters <= most) {
      return name;
    }
    String cut = name.substring(0, name.offsetByCodePoints(0, most));
    return format("%s… (%,d characters)", cut, characters);
  }

  public static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
