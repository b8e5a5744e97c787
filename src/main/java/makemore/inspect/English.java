package makemore.inspect;

import java.util.Locale;

/** English text, whose numbers are written as in English under every locale. */
public final class English {

  private English() {}

  /** Formats as {@link String#format}. */
  public static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
