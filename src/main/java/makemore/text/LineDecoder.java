package makemore.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Cuts the bytes into lines and decodes each, so that an error can be placed. */
final class LineDecoder {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final byte[] bytes;
  private final String name;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private int position;
  private int line;

  LineDecoder(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  boolean hasNext() {
    return position < bytes.length;
  }

  String next() {
    int end = position;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, position, end - position);
    CharBuffer out = CharBuffer.allocate(end - position);
    CoderResult result = decoder.reset().decode(in, out, true);
    line++;
    if (result.isError()) {
      throw new InvalidInputException(
          String.format(
              "%s, line %d, byte %d: 0x%02X is not UTF-8; expected a UTF-8 text file",
              name, line, in.position() - position + 1, bytes[in.position()] & 0xFF));
    }
    position = end + 1;
    String text = out.flip().toString();
    boolean marked = line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return marked ? text.substring(1) : text;
  }
}
