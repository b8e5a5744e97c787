package makemore.sample;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import makemore.nn.ArrayTest;
import makemore.random.TorchGenerator;
import makemore.train.Preset;
import makemore.train.Trained;
import org.junit.jupiter.api.Test;

class InventorTest extends ArrayTest {

  private static final List<String> WORDS = List.of("emma", "olivia", "ava", "mia");

  private final Trained trained = Trained.notYet(manager, Preset.DEEP, WORDS);

  private List<String> invent(int names, long seed) {
    return new Inventor(trained.vocabulary(), Trained.BLOCK_SIZE, names)
        .invent(trained.network(), manager, seed);
  }

  @Test
  void untrainedNetworkInventsNoiseWithoutEnd() {
    List<String> names = invent(200, 1);
    assertThat(names).hasSize(200);
    assertThat(names.stream().mapToInt(String::length).max().orElseThrow())
        .isEqualTo(1 + Inventor.LONGEST);
    assertThat(names.stream().flatMapToInt(String::chars).boxed().collect(Collectors.toSet()))
        .hasSize(trained.vocabulary().size());
  }

  @Test
  void networkThatKnowsItsWordsInventsThem() {
    trained.after(1500);
    List<String> names = invent(200, 1);
    List<String> words = WORDS.stream().map(word -> "." + word + ".").toList();
    assertThat(names).containsAtLeastElementsIn(words);
    assertThat(names.stream().filter(words::contains).count()).isGreaterThan(180L);
  }

  @Test
  void seedDecidesTheNamesAndTheEnginesGeneratorIsLeftAlone() {
    TorchGenerator generator = TorchGenerator.manualSeed(7);
    long drawn = generator.randint(1_000_000, 1)[0];
    generator = TorchGenerator.manualSeed(7);

    List<String> names = invent(20, 1);

    assertThat(generator.randint(1_000_000, 1)[0]).isEqualTo(drawn);
    assertThat(invent(20, 1)).isEqualTo(names);
    assertThat(invent(20, 2)).isNotEqualTo(names);
  }

  @Test
  void inventingLeavesNoArrayBehind() {
    int before = manager.getManagedArrays().size();
    invent(5, 1);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
