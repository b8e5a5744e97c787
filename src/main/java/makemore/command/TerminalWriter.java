package makemore.command;

import java.io.PrintWriter;

/**
 * Shows control characters instead of sending them, such as ESC as {@code \x1b}: names and paths
 * come from files, and a terminal obeys what it is sent. Line ends and tabs pass.
 */
final class TerminalWriter extends PrintWriter {

  TerminalWriter(PrintWriter out) {
    super(out, true);
  }

  @Override
  public void write(String text, int offset, int length) {
    StringBuilder shown = new StringBuilder();
    String part = text.substring(offset, offset + length);
    for (int i = 0; i < length; i++) {
      char c = part.charAt(i);
      boolean passes = "\n\t".indexOf(c) >= 0 || part.startsWith("\r\n", i);
      shown.append(Character.isISOControl(c) && !passes ? escaped(c) : String.valueOf(c));
    }
    super.write(shown.toString(), 0, shown.length());
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
    return String.format("\\x%02x", (int) c);
  }
}
