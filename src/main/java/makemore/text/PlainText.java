package makemore.text;

import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import makemore.input.InvalidInputException;

/** The UTF-8 text of a file, which may be something else: what it looks like, and what to do. */
final class PlainText {

  private static final String ICONV = "; expected UTF-8: iconv -f %s -t UTF-8 FILE";

  /** In UTF-16 there is a zero byte before or after each. */
  private static final Pattern LINE_END_OF_ONE_BYTE = Pattern.compile("(?<!\0)\n(?!\0)");

  private static final List<Kind> KINDS =
      List.of(
          new Kind("is compressed by gzip; expected a text file: gunzip FILE", 0x1F, 0x8B),
          new Kind("is a zip archive, as a spreadsheet is; expected a text file", 'P', 'K', 3, 4),
          Kind.of("UTF-32", 0xFF, 0xFE, 0, 0),
          Kind.of("UTF-32", 0, 0, 0xFE, 0xFF),
          Kind.of("UTF-16", 0xFF, 0xFE),
          Kind.of("UTF-16", 0xFE, 0xFF));

  /** What files that begin with these bytes are. */
  private record Kind(String description, int... start) {

    static Kind of(String encoding, int... start) {
      return new Kind("is " + encoding + String.format(ICONV, encoding), start);
    }

    boolean matches(byte[] bytes) {
      int[] first = new int[Math.min(start.length, bytes.length)];
      Arrays.setAll(first, i -> bytes[i] & 0xFF);
      return Arrays.equals(first, start);
    }
  }

  private PlainText() {}

  /**
   * Decodes a file's bytes.
   *
   * @throws InvalidInputException if they are compressed, or in another encoding
   */
  static String decode(byte[] bytes, Path path) {
    KINDS.stream()
        .filter(kind -> kind.matches(bytes))
        .findFirst()
        .ifPresent(kind -> refuse(path + ": " + kind.description));
    int nul = Bytes.indexOf(bytes, (byte) 0);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    if (nul >= 0 && !LINE_END_OF_ONE_BYTE.matcher(latin).find()) {
      String encoding = nul % 2 == 0 ? "UTF-16BE" : "UTF-16LE";
      refuse(path + ": looks like " + encoding + String.format(ICONV, encoding));
    }
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(left).toString();
    } catch (CharacterCodingException e) {
      int wrong = left.position();
      List<Byte> before = Bytes.asList(bytes).subList(0, wrong);
      throw new InvalidInputException(
          String.format(
              "%s, line %d, byte %d: 0x%02X is not UTF-8; expected a UTF-8 text file (if it is of"
                  + " Windows: iconv -f WINDOWS-1252 -t UTF-8 FILE)",
              path,
              Collections.frequency(before, (byte) '\n') + 1,
              wrong - before.lastIndexOf((byte) '\n'),
              bytes[wrong] & 0xFF),
          e);
    }
  }

  private static void refuse(String message) {
    throw new InvalidInputException(message);
  }
}
