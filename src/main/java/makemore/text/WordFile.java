package makemore.text;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A text file with one word a line, in UTF-8.
 *
 * <p>CRLF line ends and a byte-order mark are accepted; white space around a word is not part of
 * it, whatever Python's {@code str.strip} takes for that; blank lines are skipped.
 *
 * @param words the words in the file's order, at least one
 * @param sha256 the SHA-256 of the file's bytes, in hexadecimal
 */
public record WordFile(byte[] bytes, List<String> words, int blankLines, String sha256) {

  /** The longest word that is accepted, in characters, which are code points. */
  public static final int LONGEST_WORD = 10_000;

  /** What {@code str.strip} takes off: Java's own {@code strip} leaves no-break spaces, for one. */
  private static final CharMatcher PYTHONS_WHITE_SPACE =
      CharMatcher.whitespace().or(CharMatcher.inRange('\u001c', '\u001f'));

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * @throws InvalidInputException if there is no such file, it cannot be read, holds no word, is
   *     not UTF-8, or holds a word that is too long or contains {@link Vocabulary#END}
   */
  public static WordFile read(Path path) {
    return parse(bytes(path), path.toString());
  }

  private static byte[] bytes(Path path) {
    if (!Files.exists(path)) {
      throw new InvalidInputException(path + ": no such file; expected a text file of names");
    }
    if (Files.isDirectory(path)) {
      throw new InvalidInputException(path + ": is a folder; expected a text file of names");
    }
    try {
      return Files.readAllBytes(path);
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(path + ": cannot be read (permission denied)", e);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read (" + e.getMessage() + ")", e);
    } catch (OutOfMemoryError e) {
      throw new InvalidInputException(path + ": is too large to be read into memory", e);
    }
  }

  private static WordFile parse(byte[] bytes, String name) {
    if (bytes.length == 0) {
      throw new InvalidInputException(name + ": is empty; expected one word a line");
    }
    List<String> words = new ArrayList<>();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    int lines = 0;
    int from = 0;
    while (from < bytes.length) {
      int to = from;
      while (to < bytes.length && bytes[to] != '\n') {
        to++;
      }
      lines++;
      String line = decoded(ByteBuffer.wrap(bytes, from, to - from), decoder, name, lines);
      String word = PYTHONS_WHITE_SPACE.trimFrom(line);
      if (!word.isEmpty()) {
        words.add(checked(word, name, lines));
      }
      from = to + 1;
    }
    if (lines == 1 && words.stream().anyMatch(word -> word.indexOf('\r') >= 0)) {
      throw new InvalidInputException(
          name
              + ": its lines end with a carriage return alone, as on an old Mac; expected a newline"
              + " (tr '\\r' '\\n' makes it one)");
    }
    if (words.isEmpty()) {
      throw new InvalidInputException(name + ": has only blank lines; expected one word a line");
    }
    return new WordFile(
        bytes, List.copyOf(words), lines - words.size(), DigestUtils.sha256Hex(bytes));
  }

  private static String decoded(ByteBuffer bytes, CharsetDecoder decoder, String name, int line) {
    int start = bytes.position();
    try {
      String text = decoder.decode(bytes).toString();
      return line == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int wrong = bytes.position();
      throw new InvalidInputException(
          String.format(
              "%s, line %d, byte %d: 0x%02X is not UTF-8; expected a UTF-8 text file",
              name, line, wrong - start + 1, bytes.get(wrong) & 0xFF),
          e);
    }
  }

  private static String checked(String word, String name, int line) {
    int characters = word.codePointCount(0, word.length());
    if (characters > LONGEST_WORD) {
      throw new InvalidInputException(
          String.format(
              "%s, line %d: a word of %,d characters; expected at most %,d",
              name, line, characters, LONGEST_WORD));
    }
    if (word.indexOf(Vocabulary.END) >= 0) {
      throw new InvalidInputException(
          String.format(
              "%s, line %d: contains '%c', which is reserved for the end of a word",
              name, line, Vocabulary.END));
    }
    return word;
  }
}
