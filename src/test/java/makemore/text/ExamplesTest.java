package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  /** An elephant, a code point of two UTF-16 units. */
  private static final String ELEPHANT = "\uD83D\uDC18";

  private static List<String> textOf(List<String> words, int blockSize) {
    Vocabulary vocabulary = Vocabulary.of(words);
    Examples examples = Examples.of(words, vocabulary, blockSize);
    return IntStream.range(0, examples.size())
        .mapToObj(
            i -> contextOf(examples, i, vocabulary) + " -> " + target(examples, i, vocabulary))
        .toList();
  }

  private static String contextOf(Examples examples, int example, Vocabulary vocabulary) {
    long[] context = new long[examples.blockSize()];
    examples.copyContext(example, context, 0);
    return Arrays.stream(context)
        .mapToObj(index -> vocabulary.character((int) index))
        .collect(Collectors.joining());
  }

  private static String target(Examples examples, int example, Vocabulary vocabulary) {
    return vocabulary.character(examples.target(example));
  }

  @Test
  void wordGivesAnExampleForEachCharacterAndItsEnd() {
    assertThat(textOf(List.of("emma"), 3))
        .containsExactly("... -> e", "..e -> m", ".em -> m", "emm -> a", "mma -> .")
        .inOrder();
  }

  @Test
  void contextsDoNotReachIntoTheWordBefore() {
    assertThat(textOf(List.of("ab", "ba"), 2))
        .containsExactly(".. -> a", ".a -> b", "ab -> .", ".. -> b", ".b -> a", "ba -> .")
        .inOrder();
  }

  @Test
  void contextOfOneCharacterIsTheCharacterBefore() {
    assertThat(textOf(List.of("ab"), 1)).containsExactly(". -> a", "a -> b", "b -> .").inOrder();
  }

  @Test
  void contextMayBeLongerThanTheWord() {
    assertThat(textOf(List.of("ab"), 5))
        .containsExactly("..... -> a", "....a -> b", "...ab -> .")
        .inOrder();
  }

  @Test
  void characterOutsideTheBasicPlaneIsOneCharacter() {
    assertThat(textOf(List.of("a" + ELEPHANT), 2))
        .containsExactly(".. -> a", ".a -> " + ELEPHANT, "a" + ELEPHANT + " -> .")
        .inOrder();
  }

  @Test
  void contextIsCopiedToItsOffset() {
    List<String> words = List.of("abc");
    long[] destination = {9, 9, 9, 9, 9};

    Examples.of(words, Vocabulary.of(words), 3).copyContext(2, destination, 1);

    assertThat(destination).isEqualTo(new long[] {9, 0, 1, 2, 9});
  }

  @Test
  void moreExamplesThanAnArrayHoldsAreRefused() {
    List<String> words = Collections.nCopies(3000, "a");
    Vocabulary vocabulary = Vocabulary.of(words);

    assertThat(
            assertThrows(
                InvalidInputException.class, () -> Examples.of(words, vocabulary, 1_000_000)))
        .hasMessageThat()
        .isEqualTo(
            "6,000 examples with a block size of 1,000,000 are too many; expected fewer words or a"
                + " smaller block");
  }

  @Test
  void contextOfNothingIsRefused() {
    assertThat(assertThrows(RuntimeException.class, () -> textOf(List.of("ab"), 0)))
        .hasMessageThat()
        .contains("block size 0");
  }
}
