package makemore.text;

import java.util.ArrayList;
import java.util.List;
import makemore.input.InvalidInputException;
import makemore.random.PythonRandom;

/**
 * The three parts of a data set: four fifths of the words to train on, a tenth to choose settings
 * by, a tenth to test the result with.
 */
public record Split(Examples train, Examples validation, Examples test) {

  /**
   * Shuffles the words as the lesson does, {@code random.seed(42); random.shuffle(words)}, cuts
   * them at {@code int(0.8 * n)} and {@code int(0.9 * n)}, and builds the examples of each part.
   *
   * @throws InvalidInputException if a part would be empty, or there are more examples than an
   *     array can hold
   */
  public static Split of(List<String> words, Vocabulary vocabulary, int blockSize) {
    Words parts = Words.of(words);
    return new Split(
        Examples.of(parts.train, vocabulary, blockSize),
        Examples.of(parts.validation, vocabulary, blockSize),
        Examples.of(parts.test, vocabulary, blockSize));
  }

  /** The words of each part. */
  record Words(List<String> train, List<String> validation, List<String> test) {

    static Words of(List<String> words) {
      List<String> shuffled = new ArrayList<>(words);
      new PythonRandom(42).shuffle(shuffled);
      int n = shuffled.size();
      int n1 = (int) (0.8 * n);
      int n2 = (int) (0.9 * n);
      if (n1 == 0 || n1 == n2 || n2 == n) {
        throw new InvalidInputException(
            "too few words for training, validation and test: " + n + "; expected at least 6");
      }
      return new Words(shuffled.subList(0, n1), shuffled.subList(n1, n2), shuffled.subList(n2, n));
    }
  }
}
