package makemore.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import makemore.input.InvalidInputException;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A UTF-8 text file with one word per line.
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
    byte[] bytes = bytes(path);
    if (bytes.length == 0) {
      throw new InvalidInputException(path + ": is empty; expected one word per line");
    }
    String text = decoded(bytes, path);
    int start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    int end = text.length() - (text.endsWith("\n") ? 1 : 0);
    List<String> words = new ArrayList<>();
    int lines = 0;
    for (String line : Splitter.on('\n').split(text.substring(start, end))) {
      lines++;
      String word = PYTHONS_WHITE_SPACE.trimFrom(line);
      if (!word.isEmpty()) {
        words.add(checked(word, path, lines));
      }
    }
    if (words.isEmpty()) {
      throw new InvalidInputException(path + ": has only blank lines; expected one word per line");
    }
    return new WordFile(
        bytes, List.copyOf(words), lines - words.size(), DigestUtils.sha256Hex(bytes));
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
    }
  }

  private static String decoded(byte[] bytes, Path path) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(left).toString();
    } catch (CharacterCodingException e) {
      int wrong = left.position();
      List<Byte> before = Bytes.asList(bytes).subList(0, wrong);
      throw new InvalidInputException(
          String.format(
              "%s, line %d, byte %d: 0x%02X is not UTF-8; expected a UTF-8 text file",
              path,
              Collections.frequency(before, (byte) '\n') + 1,
              wrong - before.lastIndexOf((byte) '\n'),
              bytes[wrong] & 0xFF),
          e);
    }
  }

  private static String checked(String word, Path path, int line) {
    int characters = word.codePointCount(0, word.length());
    if (characters > LONGEST_WORD) {
      throw new InvalidInputException(
          String.format(
              "%s, line %d: a word of %,d characters; expected at most %,d",
              path, line, characters, LONGEST_WORD));
    }
    if (word.indexOf(Vocabulary.END) >= 0) {
      throw new InvalidInputException(
          String.format(
              "%s, line %d: contains '%c', which is reserved for the end of a word",
              path, line, Vocabulary.END));
    }
    return word;
  }
}
