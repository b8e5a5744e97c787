package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NgramCountsTest {

  private static final Vocabulary AB = Vocabulary.of(List.of("ab"));

  private static Examples examples(String... words) {
    return Examples.of(List.of(words), AB, 3);
  }

  private static List<Double> probabilitiesAfterA(NgramCounts pairs, double smoothing) {
    return Stream.of(0, 1, 2).map(next -> pairs.probability(List.of(1, next), smoothing)).toList();
  }

  @Test
  void countsWhatFollowsEachCharacter() {
    NgramCounts pairs = NgramCounts.of(examples("ab", "aab"), 1, 3);
    // After a: a once, b twice.
    assertThat(probabilitiesAfterA(pairs, 0)).containsExactly(0.0, 1 / 3.0, 2 / 3.0).inOrder();
  }

  @Test
  void smoothingIsAddedToEachCount() {
    NgramCounts pairs = NgramCounts.of(examples("ab", "aab"), 1, 3);
    assertThat(probabilitiesAfterA(pairs, 1)).containsExactly(1 / 6.0, 2 / 6.0, 3 / 6.0).inOrder();
  }

  @Test
  void lettersHaveTheirEntropyAsLoss() {
    Examples all = examples("ab", "ab");
    double loss = NgramCounts.of(all, 0, 3).loss(all, 0);
    assertThat(loss).isWithin(1e-15).of(Math.log(3));
  }

  @Test
  void whatWasNeverSeenIsInfinitelyUnlikelyWithoutSmoothing() {
    NgramCounts pairs = NgramCounts.of(examples("ab"), 1, 3);
    assertThat(pairs.loss(examples("ba"), 0)).isPositiveInfinity();
    assertThat(pairs.loss(examples("ba"), 1)).isFinite();
  }

  @Test
  void pairsOfTheLessonsListHaveItsPublishedLosses() throws Exception {
    Path file = Path.of("data/names-makemore.txt");
    assumeTrue(Files.exists(file), "the lesson's list, " + file + ", is missing");
    List<String> words = Files.readAllLines(file);
    Vocabulary vocabulary = Vocabulary.of(words);
    Examples all = Examples.of(words, vocabulary, 3);
    NgramCounts pairs = NgramCounts.of(all, 1, vocabulary.size());
    assertThat(pairs.loss(all, 0)).isWithin(5e-8).of(2.4540145);
    assertThat(pairs.loss(all, 1)).isWithin(5e-8).of(2.4545768);
  }
}
