package makemore.text;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingLossTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countingHasTheLossOfItsCounts(int blockSize) {
    List<String> words = WordFile.read(WordFile.NAMES).words().subList(0, 5000);
    Vocabulary vocabulary = Vocabulary.of(words);
    Examples examples = Examples.of(words, vocabulary, blockSize);
    NgramCounts characters = NgramCounts.of(examples, 0, vocabulary.size());
    NgramCounts pairs = NgramCounts.of(examples, 1, vocabulary.size());

    CountingLoss loss = CountingLoss.of(examples);

    assertThat(loss.characters()).isWithin(1e-11).of(characters.loss(examples, 0));
    assertThat(loss.pairs()).isWithin(1e-11).of(pairs.loss(examples, 0));
  }
}
