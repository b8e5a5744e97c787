package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.nn.ArrayTest;
import makemore.random.TorchGenerator;
import makemore.text.Examples;
import makemore.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the examples of "emma", whose characters are a 1, e 2, m 3. */
class BatchesTest extends ArrayTest {

  private final Examples examples = Examples.of(List.of("emma"), Vocabulary.of(List.of("emma")), 3);

  private TorchGenerator generator() {
    return TorchGenerator.manualSeed(42);
  }

  @Test
  void batchHoldsTheContextsAndTargetsOfItsExamples() {
    Batch batch = Batch.of(manager, examples, 4, 0, 2, 4);

    assertThat(batch.contexts().getDataType()).isEqualTo(DataType.INT64);
    assertThat(batch.contexts().getShape()).isEqualTo(new Shape(4, 3));
    assertThat(batch.contexts().toLongArray())
        .isEqualTo(new long[] {3, 3, 1, 0, 0, 0, 0, 2, 3, 3, 3, 1});
    assertThat(batch.targets().getShape()).isEqualTo(new Shape(4));
    assertThat(batch.targets().toLongArray()).isEqualTo(new long[] {0, 2, 3, 0});
  }

  /** 32,000 are drawn at once: the last of these sizes does not divide it, or is larger. */
  @ParameterizedTest
  @CsvSource({"1, 3", "32, 1001", "7, 4600", "40000, 2"})
  void eachStepDrawsTheGeneratorsNextNumbers(int batchSize, int steps) {
    long[] stream = generator().randint(examples.size(), batchSize * steps);

    Batches batches = new Batches(generator(), examples, batchSize);
    long[] drawn =
        IntStream.range(0, steps)
            .mapToObj(i -> batches.nextIndices())
            .flatMapToLong(Arrays::stream)
            .toArray();

    assertThat(drawn).isEqualTo(stream);
  }

  @Test
  void nextBatchIsOfTheNextIndices() {
    Batches indices = new Batches(generator(), examples, 8);
    indices.nextIndices();
    Batch expected = Batch.of(manager, examples, indices.nextIndices());

    Batches batches = new Batches(generator(), examples, 8);
    batches.next(manager);

    assertThat(batches.next(manager)).isEqualTo(expected);
  }

  @Test
  void batchOfNothingIsRefused() {
    assertThat(refusal(InvalidInputException.class, () -> new Batches(generator(), examples, 0)))
        .contains("batch size 0");
  }
}
