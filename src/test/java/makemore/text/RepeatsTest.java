package makemore.text;

import static com.google.common.truth.Truth.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  /** Counted with Python: {@code random.seed(42); random.shuffle(words)}, cut at 0.8 and 0.9. */
  @Test
  void listOfTheProjectRepeatsSomeWords() {
    assertThat(Repeats.of(WordFile.read(WordFile.NAMES).words()).toString())
        .isEqualTo("29,693 distinct; 408 of 3,226 validation words are also in the training part");
  }

  @Test
  void knownWordsAreAShareOfTheValidationWords() {
    assertThat(new Repeats(30, 4, 1).share()).isEqualTo(0.25);
  }

  @Test
  void singleRepeatedWordIsSingular() {
    assertThat(new Repeats(30, 3, 1).overlap())
        .isEqualTo("1 of 3 validation words is also in the training part");
  }

  @Test
  void differentWordsAreNotRepeated() {
    List<String> words = IntStream.range(0, 30).mapToObj(Integer::toString).toList();
    assertThat(Repeats.of(words)).isEqualTo(new Repeats(30, 3, 0));
    assertThat(Repeats.of(words).share()).isEqualTo(0.0);
  }

  @Test
  void sameWordIsAlwaysTrainedOn() {
    assertThat(Repeats.of(Collections.nCopies(30, "anna"))).isEqualTo(new Repeats(1, 3, 3));
  }
}
