package makemore.input;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The UTF-8 text of a file, which may be something else: what it looks like, and what to do. */
public final class PlainText {

  private static final String ICONV = "%s; expected UTF-8: iconv -f %<s -t UTF-8 FILE";
  private static final String UTF_16 = "is " + String.format(ICONV, "UTF-16");
  private static final String UTF_32 = "is " + String.format(ICONV, "UTF-32");

  /** How files of other kinds begin. The marks of UTF-32 begin with those of UTF-16. */
  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.of(
          "\u001F\u008B", "is compressed by gzip; expected a text file: gunzip FILE",
          "PK\u0003\u0004", "is a zip archive, as a spreadsheet is; expected a text file",
          "\u00FF\u00FE\0\0", UTF_32,
          "\0\0\u00FE\u00FF", UTF_32,
          "\u00FF\u00FE", UTF_16,
          "\u00FE\u00FF", UTF_16);

  /** In UTF-16 there is a zero byte before or after each. */
  private static final Pattern LINE_END_OF_ONE_BYTE = Pattern.compile("(?<!\0)\n(?!\0)");

  /** Columns are separated by one of these; a space after a comma is that of a name. */
  private static final Pattern SEPARATOR = Pattern.compile(",(?! )|[;\t]");

  private PlainText() {}

  /**
   * Decodes a file's bytes.
   *
   * @throws InvalidInputException if they are compressed, or in another encoding
   */
  public static String decode(byte[] bytes, Path path) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    KINDS.forEach((start, kind) -> refuseIf(latin.startsWith(start), path + ": " + kind));
    int nul = latin.indexOf('\0');
    String utf16 = String.format(ICONV, nul % 2 == 0 ? "UTF-16BE" : "UTF-16LE");
    boolean looksLikeIt = nul >= 0 && !LINE_END_OF_ONE_BYTE.matcher(latin).find();
    refuseIf(looksLikeIt, path + ": looks like " + utf16);
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(left).toString();
    } catch (CharacterCodingException e) {
      String before = latin.substring(0, left.position());
      throw new InvalidInputException(
          String.format(
              "%s, line %d, byte %d: 0x%02X is not UTF-8; expected a UTF-8 text file (if it is of"
                  + " Windows: iconv -f WINDOWS-1252 -t UTF-8 FILE)",
              path,
              CharMatcher.is('\n').countIn(before) + 1,
              before.length() - before.lastIndexOf('\n'),
              (int) latin.charAt(before.length())),
          e);
    }
  }

  /**
   * Sees that there is one word per line.
   *
   * @throws InvalidInputException if the lines are those of a table, or all words are in one
   */
  public static void checkColumns(List<String> lines, Path path) {
    refuseIf(
        lines.size() == 1 && lines.get(0).matches(".*,.*,.*"),
        path + ": is one line with commas; expected one word per line: tr ',' '\\n' < FILE");
    long separators = separators(lines.get(0));
    if (separators > 0
        && lines.size() > 1
        && lines.stream().allMatch(line -> separators(line) == separators)) {
      throw new InvalidInputException(
          String.format(
              "%s: looks like a table of %d columns; expected one word per line, such as the first"
                  + " column alone: cut -d, -f1 FILE",
              path, separators + 1));
    }
  }

  private static long separators(String line) {
    return SEPARATOR.matcher(line).results().count();
  }

  private static void refuseIf(boolean wrong, String message) {
    if (wrong) {
      throw new InvalidInputException(message);
    }
  }
}
