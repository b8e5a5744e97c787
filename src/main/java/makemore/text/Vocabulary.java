package makemore.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import makemore.input.InvalidInputException;

/**
 * The characters of a data set, each with its token index: 0 is {@link #END}, which ends every word
 * and fills its context at the start; then come the data's characters in sorted order.
 *
 * <p>A character is a Unicode code point, as in Python.
 */
public final class Vocabulary {

  /** The end of a word, token index 0. */
  public static final char END = '.';

  private final int[] codePoints;

  private Vocabulary(int[] codePoints) {
    this.codePoints = codePoints;
  }

  /** Collects the characters of words, none of which contains {@link #END}. */
  public static Vocabulary of(List<String> words) {
    BitSet seen = new BitSet();
    words.forEach(word -> word.codePoints().forEach(seen::set));
    return new Vocabulary(seen.stream().toArray());
  }

  /**
   * Reads back what {@link #toString} wrote.
   *
   * @throws InvalidInputException if it is not {@link #END}, then others in sorted order
   */
  public static Vocabulary parse(String characters) {
    Vocabulary read = of(List.of(characters.substring(Math.min(1, characters.length()))));
    if (!read.toString().equals(characters)) {
      throw new InvalidInputException("its vocabulary is not in order");
    }
    return read;
  }

  /** The number of characters, {@link #END} among them. */
  public int size() {
    return codePoints.length + 1;
  }

  /** A character's token index, from 0 to size - 1, or -1 if it is not in the vocabulary. */
  public int indexOf(int codePoint) {
    if (codePoint == END) {
      return 0;
    }
    int found = Arrays.binarySearch(codePoints, codePoint);
    return found < 0 ? -1 : found + 1;
  }

  public String character(int index) {
    return index == 0 ? String.valueOf(END) : Character.toString(codePoints[index - 1]);
  }

  /**
   * A character as it can be seen: a space as ␣; other spaces, marks and controls by their code.
   */
  public String visible(int index) {
    String character = character(index);
    return character.matches("[\\p{C}\\p{M}\\p{Z}&&[^ ]]")
        ? String.format("U+%04X", character.codePointAt(0))
        : character.replace(' ', '␣');
  }

  @Override
  public String toString() {
    return END + new String(codePoints, 0, codePoints.length);
  }
}
