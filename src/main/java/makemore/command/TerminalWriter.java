package makemore.command;

import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows control characters instead of sending them, such as ESC as {@code \x1b}, and those that
 * turn the direction of a line: names and paths come from files, and a terminal obeys what it is
 * sent. Line ends and tabs pass.
 */
final class TerminalWriter extends PrintWriter {

  private static final Pattern HARMFUL =
      Pattern.compile(
          "\\r(?!\\n)|[\\p{Cc}&&[^\\r\\n\\t]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  TerminalWriter(PrintWriter out) {
    super(out, true);
  }

  @Override
  public void write(String text, int offset, int length) {
    String shown =
        HARMFUL
            .matcher(text.substring(offset, offset + length))
            .replaceAll(found -> Matcher.quoteReplacement(escaped(found.group().charAt(0))));
    super.write(shown, 0, shown.length());
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(int c) {
    write(Character.toString((char) c), 0, 1);
  }

  static String escaped(char c) {
    return String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c);
  }
}
