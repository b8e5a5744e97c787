package makemore.random;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonRandomTest {

  private static List<Integer> range(int n) {
    return new ArrayList<>(IntStream.range(0, n).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "0, 1000", "1, 20", "1, 1000", "42, 20", "42, 1000"})
  void shuffleIsPythons(int seed, int n) {
    int[] expected = TorchDraws.read().shuffle().get(seed).get(n);
    List<Integer> list = range(n);

    new PythonRandom(seed).shuffle(list);

    assertThat(list.subList(0, expected.length))
        .containsExactlyElementsIn(Arrays.stream(expected).boxed().toList())
        .inOrder();
  }

  @Test
  void shuffleIsPythonsWithTheLargestSeed() {
    List<Integer> list = range(10);

    new PythonRandom(Integer.MAX_VALUE).shuffle(list);

    assertThat(list).containsExactly(8, 7, 4, 0, 6, 9, 2, 3, 1, 5).inOrder();
  }

  @Test
  void secondShuffleGoesOnWithTheStream() {
    List<Integer> first = range(10);
    List<Integer> second = range(10);

    PythonRandom random = new PythonRandom(42);
    random.shuffle(first);
    random.shuffle(second);

    assertThat(first).containsExactly(7, 3, 2, 8, 5, 6, 9, 4, 0, 1).inOrder();
    assertThat(second).containsExactly(3, 5, 2, 4, 1, 8, 7, 0, 6, 9).inOrder();
  }

  /** For each n in turn, after random.seed(42): random.randrange(n). */
  @Test
  void randBelowIsPythonsRandrange() {
    int[] bounds = {1, 2, 3, 10, 27, 32, 33, 1000, 32257, 182625, 1 << 30, Integer.MAX_VALUE};
    PythonRandom random = new PythonRandom(42);

    assertThat(Arrays.stream(bounds).map(random::randBelow).toArray())
        .isEqualTo(new int[] {0, 0, 2, 4, 7, 14, 8, 754, 3358, 177392, 186699713, 1268073012});
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void listOfOneOrNoElementStaysAsItIs(int n) {
    List<Integer> list = range(n);

    new PythonRandom(42).shuffle(list);

    assertThat(list).isEqualTo(range(n));
  }
}
