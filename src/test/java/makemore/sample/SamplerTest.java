package makemore.sample;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.random.TorchGenerator;
import makemore.text.Vocabulary;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Trained;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
class SamplerTest {

  /** An elephant, a code point of two UTF-16 units. */
  private static final String ELEPHANT = "\uD83D\uDC18";

  private static final List<String> WORDS =
      List.of("emma", "olivia", "ava", "isabella", "sophia", "mia", "amelia", "harper");

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private static Sampler samplerOf(Trained trained) {
    return new Sampler(trained.network(), trained.vocabulary(), Trained.BLOCK_SIZE);
  }

  /** Of a network that knows next to nothing, so that names are various. */
  private Sampler sampler() {
    return samplerOf(Trained.notYet(manager, Preset.DEEP, WORDS));
  }

  /** Of a network that has learned one word by heart. */
  private Sampler samplerOfOneWord(String word) {
    return samplerOf(Trained.notYet(manager, Preset.DEEP, List.of(word)).after(1000));
  }

  /** Of a network that never, or always, ends a word. */
  private Sampler samplerWithEnd(float logit) {
    Trained trained = Trained.notYet(manager, Preset.DEEP, WORDS);
    List<Parameter> parameters = trained.network().parameters();
    float[] bias = new float[trained.vocabulary().size()];
    bias[0] = logit;
    parameters.get(parameters.size() - 1).getArray().set(new NDIndex("..."), manager.create(bias));
    return samplerOf(trained);
  }

  private List<String> names(
      Sampler sampler, int count, long seed, double temperature, String prefix) {
    return sampler
        .sample(manager, TorchGenerator.manualSeed(seed), temperature, prefix)
        .limit(count)
        .toList();
  }

  /** Fifty names, each character drawn after a pass of its context alone. */
  private List<String> namesByOneContextAtATime(Trained trained, int blockSize, long seed) {
    TorchGenerator generator = TorchGenerator.manualSeed(seed);
    List<String> names = new ArrayList<>();
    while (names.size() < 50) {
      long[] context = new long[blockSize];
      StringBuilder name = new StringBuilder();
      int next = -1;
      while (next != 0 && name.length() < Sampler.LONGEST_NAME) {
        NDArray input = manager.create(context, new Shape(1, blockSize));
        double[] p = trained.network().forward(input, false).softmax(1).toDoubleArray();
        next = generator.multinomial(p, DataType.FLOAT64, manager);
        name.append(next == 0 ? "" : trained.vocabulary().character(next));
        System.arraycopy(context, 1, context, 0, blockSize - 1);
        context[blockSize - 1] = next;
      }
      names.add(name.toString());
    }
    return names;
  }

  @ParameterizedTest
  @CsvSource({"DEEP_BN, 3, 8", "DEEP_BN, 3, 100", "WAVENET, 4, 8", "WAVENET, 4, 100"})
  void cachedContextsGiveTheNamesOfAPassForEachCharacter(
      Preset preset, int blockSize, int letters) {
    List<String> words =
        IntStream.range(0, letters).mapToObj(i -> Character.toString('a' + i)).toList();
    Trained trained = Trained.notYet(manager, preset, words);
    for (Parameter parameter : trained.network().getParameters().values()) {
      ParameterValues.set(parameter, parameter.getArray().toType(DataType.FLOAT64, true));
    }
    Sampler sampler = new Sampler(trained.network(), trained.vocabulary(), blockSize);

    assertThat(names(sampler, 50, 7, 1, ""))
        .isEqualTo(namesByOneContextAtATime(trained, blockSize, 7));
    assertThat(names(sampler, 50, 8, 1, ""))
        .isNotEqualTo(namesByOneContextAtATime(trained, blockSize, 7));
  }

  @Test
  void networkThatKnowsOneWordSaysIt() {
    assertThat(names(samplerOfOneWord("olivander"), 10, 1, 1, ""))
        .isEqualTo(Collections.nCopies(10, "olivander"));
  }

  @Test
  void prefixIsGoneOnFrom() {
    assertThat(names(samplerOfOneWord("olivander"), 2, 1, 1, "oliv"))
        .containsExactly("olivander", "olivander");
  }

  @Test
  void prefixShorterThanTheBlockIsGoneOnFrom() {
    assertThat(names(samplerOfOneWord("olivander"), 1, 1, 1, "o")).containsExactly("olivander");
  }

  @Test
  void charactersAreCodePoints() {
    String word = "a" + ELEPHANT + "b";

    assertThat(names(samplerOfOneWord(word), 1, 1, 1, "a" + ELEPHANT)).containsExactly(word);
  }

  @Test
  void sameSeedGivesTheSameNames() {
    Sampler sampler = sampler();

    assertThat(names(sampler, 20, 7, 1, "")).isEqualTo(names(sampler, 20, 7, 1, ""));
  }

  @Test
  void otherSeedGivesOtherNames() {
    Sampler sampler = sampler();

    assertThat(names(sampler, 20, 7, 1, "")).isNotEqualTo(names(sampler, 20, 8, 1, ""));
  }

  @Test
  void fewerNamesAreTheFirstOfMore() {
    Sampler sampler = sampler();

    List<String> twenty = names(sampler, 20, 7, 1, "");

    assertThat(twenty).hasSize(20);
    assertThat(names(sampler, 5, 7, 1, "")).isEqualTo(twenty.subList(0, 5));
  }

  @Test
  void eachNameBeginsWithThePrefix() {
    List<String> names = names(sampler(), 20, 7, 1, "mi");

    assertThat(names.stream().filter(name -> name.startsWith("mi")).toList()).hasSize(20);
    assertThat(new HashSet<>(names).size()).isGreaterThan(10);
  }

  @Test
  void lowTemperatureGivesTheLikeliestNameOnly() {
    Sampler sampler = samplerOf(Trained.notYet(manager, Preset.DEEP, WORDS).after(200));

    assertThat(Set.copyOf(names(sampler, 20, 7, 1, "")).size()).isGreaterThan(1);
    assertThat(Set.copyOf(names(sampler, 20, 7, 0.001, ""))).hasSize(1);
  }

  /** Near to no preference, an end comes once in as many characters as the vocabulary has. */
  @Test
  void highTemperatureMakesAllAlike() {
    Sampler sampler = samplerWithEnd(-100);

    double length =
        names(sampler, 300, 7, 1e6, "").stream().mapToInt(String::length).average().orElseThrow();

    int size = Vocabulary.of(WORDS).size();
    assertThat(length).isWithin(3).of(size - 1);
  }

  @Test
  void nameThatNeverEndsIsCutOff() {
    List<String> names = names(samplerWithEnd(-1000), 2, 7, 1, "");

    assertThat(names.stream().map(String::length).toList())
        .containsExactly(Sampler.LONGEST_NAME, Sampler.LONGEST_NAME);
  }

  @Test
  void nameMayEndAtOnce() {
    Sampler sampler = samplerWithEnd(1000);

    assertThat(names(sampler, 2, 7, 1, "")).containsExactly("", "");
    assertThat(names(sampler, 2, 7, 1, "mia")).containsExactly("mia", "mia");
  }

  @ParameterizedTest
  @CsvSource({"Emma, E", "mía, í", "m.a, .", "a" + ELEPHANT + ", " + ELEPHANT})
  void prefixOutsideTheVocabularyIsRefused(String prefix, String outside) {
    Sampler sampler = sampler();

    assertThat(assertThrows(InvalidInputException.class, () -> names(sampler, 1, 7, 1, prefix)))
        .hasMessageThat()
        .isEqualTo(
            String.format(
                "prefix %s: '%s' is not in the vocabulary; expected characters of abehilmoprsv",
                prefix, outside));
  }

  @Test
  void firstNameIsThereBeforeTheOthersAreDrawn() {
    Sampler sampler = sampler();
    TorchGenerator generator = TorchGenerator.manualSeed(7);
    Iterator<String> names = sampler.sample(manager, generator, 1, "").iterator();

    String first = names.next();
    long drawnNext = generator.randint(1000, 1)[0];

    assertThat(names(sampler, 1, 7, 1, "")).containsExactly(first);
    assertThat(generator.randint(1000, 1)[0]).isEqualTo(drawnNext);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50})
  void namesLeaveNoArrayBehind(int count) {
    Sampler sampler = sampler();
    int before = manager.getManagedArrays().size();

    assertThat(names(sampler, count, 7, 1, "")).hasSize(count);

    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void temperatureThatIsNotAboveZeroIsRefused(double temperature) {
    Sampler sampler = sampler();

    assertThat(
            assertThrows(
                IllegalArgumentException.class, () -> names(sampler, 1, 7, temperature, "")))
        .hasMessageThat()
        .isEqualTo("Sampler: temperature " + temperature + "; expected a number above 0");
  }

  @Test
  void networkWithoutValuesIsRefused() {
    Network network = Layers.PLAIN.network(Preset.DEEP.settings(), 27);
    Sampler sampler = new Sampler(network, Vocabulary.of(WORDS), 3);

    assertThat(assertThrows(IllegalStateException.class, () -> names(sampler, 1, 7, 1, "")))
        .hasMessageThat()
        .isEqualTo("Embedding(27, 10): weight has no values yet; call initialize first");
  }

  @Test
  void contextOfNothingIsRefused() {
    Trained trained = Trained.notYet(manager, Preset.DEEP, WORDS);
    Sampler sampler = new Sampler(trained.network(), trained.vocabulary(), 0);

    assertThat(assertThrows(IllegalArgumentException.class, () -> names(sampler, 1, 7, 1, "")))
        .hasMessageThat()
        .contains("(1, 0");
  }
}
