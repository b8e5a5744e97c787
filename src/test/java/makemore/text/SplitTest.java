package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  private static Split splitOf(Path file) {
    List<String> words = WordFile.read(file).words();
    return Split.of(words, Vocabulary.of(words), 3);
  }

  /** Words of one character: as many examples as twice the words. */
  private static Split splitOf(int words) {
    List<String> letters =
        IntStream.range(0, words).mapToObj(i -> Character.toString('A' + i)).toList();
    return Split.of(letters, Vocabulary.of(letters), 1);
  }

  private static String charactersOf(Examples examples) {
    return Arrays.stream(examples.targets())
        .filter(target -> target > 0)
        .mapToObj(target -> Character.toString('A' + target - 1))
        .collect(Collectors.joining());
  }

  private static void assertSizes(Split split, int train, int validation, int test) {
    assertThat(split.train().size()).isEqualTo(train);
    assertThat(split.validation().size()).isEqualTo(validation);
    assertThat(split.test().size()).isEqualTo(test);
  }

  /** The counts are Python's, of the lesson's lines on the same file. */
  @Test
  void namesGiveTheExamplesThatPythonMakesOfThem() {
    assertSizes(splitOf(Path.of("data", "names.txt")), 183_802, 22_949, 23_053);
  }

  /** Python's shuffle of 0 to 9 after random.seed(42) is 7 3 2 8 5 6 9 4 0 1. */
  @Test
  void partsAreCutFromPythonsShuffle() {
    Split split = splitOf(10);

    assertThat(charactersOf(split.train())).isEqualTo("HDCIFGJE");
    assertThat(charactersOf(split.validation())).isEqualTo("A");
    assertThat(charactersOf(split.test())).isEqualTo("B");
  }

  /** The cuts are Python's int(0.8 * n) and int(0.9 * n). */
  @ParameterizedTest
  @CsvSource({"6, 4, 1, 1", "7, 5, 1, 1", "8, 6, 1, 1", "11, 8, 1, 2", "15, 12, 1, 2"})
  void partsAreCutWherePythonCutsThem(int words, int train, int validation, int test) {
    assertSizes(splitOf(words), 2 * train, 2 * validation, 2 * test);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void tooFewWordsAreRefused(int words) {
    assertThat(assertThrows(InvalidInputException.class, () -> splitOf(words)))
        .hasMessageThat()
        .isEqualTo(
            "too few words for training, validation and test: " + words + "; expected at least 6");
  }

  @Test
  void wordsGivenKeepTheirOrder() {
    List<String> words = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
    List<String> given = List.copyOf(words);

    Split.of(words, Vocabulary.of(words), 1);

    assertThat(words).isEqualTo(given);
  }
}
