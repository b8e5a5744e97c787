package makemore.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.Streams;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;
import makemore.input.PlainText;

/**
 * A UTF-8 text file with one word per line.
 *
 * <p>A byte-order mark is accepted; lines end as for Python's {@code str.splitlines}; white space
 * around a word is not part of it, whatever Python's {@code str.strip} takes for that; blank lines
 * are skipped.
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

  private static final Pattern LINE_END = Pattern.compile("\\R|[\\x1c-\\x1e]");

  /** The project's own list of names. Where there is no such file, the copy in the jar is read. */
  public static final Path NAMES = Path.of("data", "names.txt");

  /** Reads the words from standard input. */
  private static final Path STANDARD_INPUT = Path.of("-");

  /**
   * @throws InvalidInputException if there is no such file, it cannot be read, holds no word, is
   *     not UTF-8, looks like a table, or holds a word that is too long or contains {@link
   *     Vocabulary#END}
   */
  public static WordFile read(Path path) {
    byte[] bytes = bytes(path);
    String unmarked = PlainText.decode(bytes, path).replaceFirst("^\uFEFF", "");
    String unended = unmarked.replaceFirst("(" + LINE_END + ")\\z", "");
    List<String> lines =
        Streams.stream(Splitter.on(LINE_END).split(unended))
            .map(PYTHONS_WHITE_SPACE::trimFrom)
            .toList();
    List<String> words = lines.stream().filter(line -> !line.isEmpty()).toList();
    if (words.isEmpty()) {
      throw new InvalidInputException(path + ": holds no word; expected one word per line");
    }
    PlainText.checkColumns(words, path);
    checkLines(lines, words.size(), path);
    return new WordFile(
        bytes, words, lines.size() - words.size(), Hashing.sha256().hashBytes(bytes).toString());
  }

  /** Whether some letters with marks are one character here, and a letter and its mark there. */
  public boolean mixesForms() {
    return Stream.of(Form.NFC, Form.NFD)
        .allMatch(form -> words.stream().anyMatch(word -> !Normalizer.isNormalized(word, form)));
  }

  private static byte[] bytes(Path path) {
    if (path.toString().matches("https?:.*")) {
      throw new InvalidInputException(
          path.toString().replaceFirst("/+", "//")
              + ": is a web address; expected a file, or - for standard input: curl URL | ...");
    }
    if (Files.isDirectory(path)) {
      throw new InvalidInputException(path + ": is a folder; expected a text file of names");
    }
    try {
      if (path.equals(STANDARD_INPUT)) {
        return System.in.readAllBytes();
      }
      return path.equals(NAMES) && !Files.exists(path)
          ? Resources.toByteArray(Resources.getResource(WordFile.class, "names.txt"))
          : Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(path + ": no such file; expected a text file of names", e);
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(path + ": cannot be read (permission denied)", e);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** Refuses a word that is too long, and words with the end character. */
  private static void checkLines(List<String> lines, int words, Path path) {
    String end = String.valueOf(Vocabulary.END);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int characters = line.codePointCount(0, line.length());
      if (characters > LONGEST_WORD) {
        throw new InvalidInputException(
            String.format(
                "%s, line %d: a word of %,d characters; expected at most %,d",
                path, i + 1, characters, LONGEST_WORD));
      }
      if (line.contains(end)) {
        long wrong = lines.stream().filter(other -> other.contains(end)).count();
        throw new InvalidInputException(
            String.format(
                "%s, line %d: '%s' contains '%s', which is reserved for the end of a word (%,d of"
                    + " %,d words); take the dots out: sed 's/\\.//g' FILE",
                path, i + 1, line, end, wrong, words));
      }
    }
  }
}
