package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {

  private static String textOf(List<String> words, int blockSize) {
    Vocabulary vocabulary = Vocabulary.of(words);
    Examples examples = Examples.of(words, vocabulary, blockSize);
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < examples.size(); i++) {
      StringBuilder example = new StringBuilder();
      for (int j = 0; j < blockSize; j++) {
        example.append(vocabulary.character(examples.contexts()[i * blockSize + j]));
      }
      text.add(example + " -> " + vocabulary.character(examples.targets()[i]));
    }
    return text.toString();
  }

  /**
   * Contexts do not reach into the word before, may be longer than the word, and count an elephant,
   * a code point of two UTF-16 units, as one character.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emma  | 3 | ... -> e, ..e -> m, .em -> m, emm -> a, mma -> .",
        "ab ba | 2 | .. -> a, .a -> b, ab -> ., .. -> b, .b -> a, ba -> .",
        "ab    | 1 | . -> a, a -> b, b -> .",
        "ab    | 5 | ..... -> a, ....a -> b, ...ab -> .",
        "a\uD83D\uDC18 | 2 | .. -> a, .a -> \uD83D\uDC18, a\uD83D\uDC18 -> ."
      })
  void wordGivesAnExampleForEachCharacterAndItsEnd(String words, int blockSize, String examples) {
    assertThat(textOf(List.of(words.split(" ")), blockSize)).isEqualTo(examples);
  }

  @Test
  void firstExamplesAreThoseOfTheFirstWord() {
    Vocabulary vocabulary = Vocabulary.of(List.of("ab", "ac"));
    Examples all = Examples.of(List.of("ab", "ac"), vocabulary, 3);
    Examples first = Examples.of(List.of("ab"), vocabulary, 3);

    assertThat(all.first(3).targets()).isEqualTo(first.targets());
    assertThat(all.first(3).contexts()).isEqualTo(first.contexts());
    assertThat(all.first(7).targets()).isEqualTo(all.targets());
  }

  /** Of "ab" and "ac", the empty context and that of "a" occur twice. */
  @Test
  void examplesAreGroupedByTheirContext() {
    List<String> words = List.of("ab", "ac");

    assertThat(Examples.of(words, Vocabulary.of(words), 3).byContext())
        .containsExactly(List.of(0, 3), List.of(1, 4), List.of(2), List.of(5))
        .inOrder();
  }

  @Test
  void moreExamplesThanAnArrayHoldsAreRefused() {
    List<String> words = Collections.nCopies(3000, "a");

    assertThat(assertThrows(InvalidInputException.class, () -> textOf(words, 1_000_000)))
        .hasMessageThat()
        .isEqualTo(
            "6,000 examples with a block size of 1,000,000 are too many; expected fewer words or a"
                + " smaller block");
  }

  @Test
  void contextOfNothingIsRefused() {
    assertThat(assertThrows(InvalidInputException.class, () -> textOf(List.of("ab"), 0)))
        .hasMessageThat()
        .contains("block size 0");
  }
}
