package makemore.random;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRandomTest {

  private static List<Integer> shuffled(PythonRandom random, int n) {
    List<Integer> list = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    random.shuffle(list);
    return list;
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "0, 1000", "1, 20", "1, 1000", "42, 20", "42, 1000"})
  void shuffleIsPythons(int seed, int n) {
    List<Integer> expected = Ints.asList(TorchDraws.read().shuffle().get(seed).get(n));

    assertThat(shuffled(new PythonRandom(seed), n).subList(0, expected.size())).isEqualTo(expected);
  }

  @Test
  void shuffleIsPythonsWithTheLargestSeed() {
    assertThat(shuffled(new PythonRandom(Integer.MAX_VALUE), 10))
        .containsExactly(8, 7, 4, 0, 6, 9, 2, 3, 1, 5)
        .inOrder();
  }

  @Test
  void secondShuffleGoesOnWithTheStream() {
    PythonRandom random = new PythonRandom(42);

    assertThat(shuffled(random, 10)).containsExactly(7, 3, 2, 8, 5, 6, 9, 4, 0, 1).inOrder();
    assertThat(shuffled(random, 10)).containsExactly(3, 5, 2, 4, 1, 8, 7, 0, 6, 9).inOrder();
  }

  @Test
  void listOfOneOrNoElementStaysAsItIs() {
    assertThat(shuffled(new PythonRandom(42), 0)).isEmpty();
    assertThat(shuffled(new PythonRandom(42), 1)).containsExactly(0);
  }

  /** For each n in turn, after random.seed(42): random.randrange(n). */
  @Test
  void randBelowIsPythonsRandrange() {
    int[] bounds = {1, 2, 3, 10, 27, 32, 33, 1000, 32257, 182625, 1 << 30, Integer.MAX_VALUE};
    PythonRandom random = new PythonRandom(42);

    assertThat(Arrays.stream(bounds).map(random::randBelow).toArray())
        .isEqualTo(new int[] {0, 0, 2, 4, 7, 14, 8, 754, 3358, 177392, 186699713, 1268073012});
  }
}
