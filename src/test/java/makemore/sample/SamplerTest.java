package makemore.sample;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import makemore.input.InvalidInputException;
import makemore.nn.ArrayTest;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.random.TorchGenerator;
import makemore.text.Vocabulary;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Trained;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
class SamplerTest extends ArrayTest {

  /** An elephant, a code point of two UTF-16 units. */
  private static final String ELEPHANT = "\uD83D\uDC18";

  private static final List<String> WORDS =
      List.of("emma", "olivia", "ava", "isabella", "sophia", "mia", "amelia", "harper");

  /** Of a network that knows next to nothing, so that names are various. */
  private final Sampler various = samplerOf(Trained.notYet(manager, Preset.DEEP, WORDS));

  private static Sampler samplerOf(Trained trained) {
    return new Sampler(trained.network(), trained.vocabulary(), Trained.BLOCK_SIZE);
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

  private List<String> names(Sampler sampler, int count) {
    return names(sampler, count, 7, 1, "");
  }

  /** Ten names, each character drawn after a pass of its context alone. */
  private List<String> namesByOneContextAtATime(Trained trained, int blockSize) {
    TorchGenerator generator = TorchGenerator.manualSeed(7);
    List<String> names = new ArrayList<>();
    while (names.size() < 10) {
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

  /** With few letters contexts occur again and again, with many letters hardly any does. */
  @ParameterizedTest
  @CsvSource({"DEEP_BN, 3, 8", "DEEP_BN, 3, 30", "WAVENET, 4, 8", "WAVENET, 4, 30"})
  void cachedContextsGiveTheNamesOfAPassForEachCharacter(
      Preset preset, int blockSize, int letters) {
    List<String> words =
        IntStream.range(0, letters).mapToObj(i -> Character.toString('a' + i)).toList();
    Trained trained = Trained.notYet(manager, preset, words);
    for (Parameter parameter : trained.network().getParameters().values()) {
      ParameterValues.set(parameter, parameter.getArray().toType(DataType.FLOAT64, true));
    }
    Sampler sampler = new Sampler(trained.network(), trained.vocabulary(), blockSize);

    assertThat(names(sampler, 10)).isEqualTo(namesByOneContextAtATime(trained, blockSize));
  }

  /** Characters are code points; a prefix may be shorter than the block, or longer. */
  @Test
  void networkThatKnowsOneWordSaysItFromAnyPrefixOn() {
    String word = "ol" + ELEPHANT + "vander";
    Sampler byHeart = samplerOf(Trained.notYet(manager, Preset.DEEP, List.of(word)).after(1000));
    for (String prefix : List.of("", "o", "ol" + ELEPHANT, "ol" + ELEPHANT + "v")) {
      assertThat(names(byHeart, 5, 1, 1, prefix)).isEqualTo(Collections.nCopies(5, word));
    }
  }

  @Test
  void seedDecidesTheNamesAndFewerAreTheFirstOfMore() {
    List<String> twenty = names(various, 20);

    assertThat(twenty).hasSize(20);
    assertThat(names(various, 5)).isEqualTo(twenty.subList(0, 5));
    assertThat(names(various, 20, 8, 1, "")).isNotEqualTo(twenty);
  }

  @Test
  void lowTemperatureGivesTheLikeliestNameOnly() {
    Sampler sampler = samplerOf(Trained.notYet(manager, Preset.DEEP, WORDS).after(200));

    assertThat(new HashSet<>(names(sampler, 20)).size()).isGreaterThan(1);
    assertThat(new HashSet<>(names(sampler, 20, 7, 0.001, ""))).hasSize(1);
  }

  private List<String> likeliest(int topK, int count) {
    return various.sample(manager, TorchGenerator.manualSeed(7), 1, topK, "").limit(count).toList();
  }

  /** The first characters of many names are those with the greatest probabilities. */
  @Test
  void topKDrawsOnlyTheLikeliestCharacters() {
    NDArray start = manager.zeros(new Shape(1, Trained.BLOCK_SIZE), DataType.INT64);
    NDArray logits = various.network().forward(start, false);
    Set<String> three =
        LongStream.of(logits.topK(3, 1).get(1).toLongArray())
            .mapToObj(i -> i == 0 ? "" : various.vocabulary().character((int) i))
            .collect(Collectors.toSet());

    Set<String> first =
        likeliest(3, 500).stream()
            .map(name -> name.substring(0, Math.min(1, name.length())))
            .collect(Collectors.toSet());

    assertThat(first).isEqualTo(three);
    assertThat(new HashSet<>(likeliest(1, 20))).hasSize(1);
  }

  @Test
  void topKOfTheWholeVocabularyLeavesNothingOut() {
    assertThat(likeliest(various.vocabulary().size(), 20)).isEqualTo(names(various, 20));
    assertThat(likeliest(1000, 20)).isEqualTo(names(various, 20));
    assertThat(refusal(IllegalArgumentException.class, () -> likeliest(0, 1)))
        .isEqualTo("Sampler: topK 0; expected a number above 0");
  }

  /** Near to no preference, an end comes once in as many characters as the vocabulary has. */
  @Test
  void highTemperatureMakesAllAlike() {
    List<String> names = names(samplerWithEnd(-100), 100, 7, 1e6, "");

    double length = names.stream().mapToInt(String::length).average().orElseThrow();
    assertThat(length).isWithin(3).of(Vocabulary.of(WORDS).size() - 1);
  }

  @Test
  void nameThatNeverEndsIsCutOff() {
    assertThat(names(samplerWithEnd(-1000), 1).get(0)).hasLength(Sampler.LONGEST_NAME);
  }

  @Test
  void nameMayEndAtOnce() {
    Sampler sampler = samplerWithEnd(1000);

    assertThat(names(sampler, 2)).containsExactly("", "");
    assertThat(names(sampler, 2, 7, 1, "mia")).containsExactly("mia", "mia");
  }

  @Test
  void firstNameIsThereBeforeTheOthersAreDrawn() {
    TorchGenerator generator = TorchGenerator.manualSeed(7);
    Iterator<String> names = various.sample(manager, generator, 1, "").iterator();

    String first = names.next();
    long drawnNext = generator.randint(1000, 1)[0];

    assertThat(names(various, 1)).containsExactly(first);
    assertThat(generator.randint(1000, 1)[0]).isEqualTo(drawnNext);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50})
  void namesLeaveNoArrayBehind(int count) {
    int before = manager.getManagedArrays().size();

    assertThat(names(various, count)).hasSize(count);

    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({"Emma, E", "mía, í", "m.a, .", "a" + ELEPHANT + ", " + ELEPHANT})
  void prefixOutsideTheVocabularyIsRefused(String prefix, String outside) {
    assertThat(refusal(InvalidInputException.class, () -> names(various, 1, 7, 1, prefix)))
        .isEqualTo(
            String.format(
                "prefix %s: '%s' is not in the vocabulary; expected characters of abehilmoprsv",
                prefix, outside));
  }

  @ParameterizedTest
  @CsvSource({"Zo\u00EB, Zoe\u0308, NFC", "Zoe\u0308, Zo\u00EB, NFD"})
  void otherFormOfThePrefixIsNamed(String word, String prefix, String form) {
    Sampler sampler = samplerOf(Trained.notYet(manager, Preset.DEEP, List.of(word)));
    assertThat(refusal(InvalidInputException.class, () -> names(sampler, 1, 7, 1, prefix)))
        .endsWith("; the data has the letters of this prefix in the form " + form);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void temperatureThatIsNotAboveZeroIsRefused(double temperature) {
    assertThat(refusal(IllegalArgumentException.class, () -> names(various, 1, 7, temperature, "")))
        .isEqualTo("Sampler: temperature " + temperature + "; expected a number above 0");
  }

  @Test
  void networkWithoutValuesIsRefusedBeforeANameIsAskedFor() {
    Network network = Layers.PLAIN.network(Preset.DEEP.settings(), 27);
    Sampler sampler = new Sampler(network, Vocabulary.of(WORDS), 3);

    assertThat(refusal(IllegalStateException.class, () -> names(sampler, 0)))
        .isEqualTo("Embedding(27, 10): weight has no values yet; call initialize first");
  }

  @Test
  void contextOfNothingIsRefused() {
    Sampler sampler = new Sampler(various.network(), various.vocabulary(), 0);

    assertThat(refusal(IllegalArgumentException.class, () -> names(sampler, 1))).contains("(1, 0");
  }
}
