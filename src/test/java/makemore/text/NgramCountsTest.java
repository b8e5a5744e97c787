package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import makemore.random.TorchGenerator;
import org.junit.jupiter.api.Tag;
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

  /** As PyTorch 2.7.1 draws them with this seed, each count plus one, in float32. */
  @Test
  @Tag("numbers")
  void pairsOfTheLessonsListInventTheNamesOfPyTorch() throws Exception {
    Path file = Path.of("data/names-makemore.txt");
    assumeTrue(Files.exists(file), "the lesson's list, " + file + ", is missing");
    List<String> words = Files.readAllLines(file);
    Vocabulary vocabulary = Vocabulary.of(words);
    NgramCounts pairs = NgramCounts.of(Examples.of(words, vocabulary, 1), 1, vocabulary.size());
    List<String> names = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchGenerator generator = TorchGenerator.manualSeed(2147483647L);
      while (names.size() < 5) {
        StringBuilder name = new StringBuilder();
        int last = 0;
        do {
          double[] p = new double[vocabulary.size()];
          for (int next = 0; next < p.length; next++) {
            p[next] = (float) pairs.probability(List.of(last, next), 1);
          }
          last = generator.multinomial(p, DataType.FLOAT32, manager);
          name.append(last == 0 ? "" : vocabulary.character(last));
        } while (last != 0);
        names.add(name.toString());
      }
    }
    assertThat(names)
        .containsExactly("cexze", "momasurailezitynn", "konimittain", "llayn", "ka")
        .inOrder();
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
