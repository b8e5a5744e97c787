package makemore.text;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import makemore.text.KnownWords.Origin;
import org.junit.jupiter.api.Test;

class KnownWordsTest {

  private static final List<String> WORDS =
      IntStream.range(0, 30).mapToObj(Integer::toString).toList();

  @Test
  void trainingPartRestAndNewNamesAreToldApart() {
    Split.Words parts = Split.Words.of(WORDS);
    KnownWords known = KnownWords.of(WORDS);

    assertThat(parts.train().stream().map(known::origin).distinct())
        .containsExactly(Origin.TRAINING_PART);
    assertThat(parts.validation().stream().map(known::origin).distinct())
        .containsExactly(Origin.REST_OF_THE_DATA);
    assertThat(parts.test().stream().map(known::origin).distinct())
        .containsExactly(Origin.REST_OF_THE_DATA);
    assertThat(known.origin("")).isEqualTo(Origin.NEW);
    assertThat(known.summary(List.of(parts.train().get(0), parts.test().get(0), "x", "x")))
        .isEqualTo("of 4 names: 1 in the training part, 1 in the rest of the data, 2 new");
  }

  @Test
  void wordInBothPartsWasTrainedOn() {
    KnownWords known = KnownWords.of(List.of("a", "a", "a", "a", "a", "a", "a"));
    assertThat(known.origin("a")).isEqualTo(Origin.TRAINING_PART);
  }
}
