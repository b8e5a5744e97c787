package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import makemore.nn.ArrayTest;
import makemore.nn.CrossEntropy;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.WordFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class EvaluationTest extends ArrayTest {

  private final List<String> words =
      WordFile.read(Path.of("data", "names.txt")).words().subList(0, 1000);
  private final Trained trained = Trained.notYet(manager, Preset.DEEP_BN, words).after(50);

  private double lossInOnePiece(Examples examples) {
    Batch all = Batch.of(manager, examples, LongStream.range(0, examples.size()).toArray());
    NDArray logits = trained.network().forward(all.contexts(), false);
    return new CrossEntropy().forward(logits, all.targets()).getFloat();
  }

  /** In chunks of 1,024, the last of which is not full. */
  @Test
  void eachPartHasItsOwnLossInChunksAsInOnePiece() {
    Split split = Split.of(words, trained.vocabulary(), Trained.BLOCK_SIZE);
    assertThat(split.train().size()).isGreaterThan(3 * 1024);
    assertThat(split.train().size() % 1024).isNotEqualTo(0);

    Evaluation evaluation = Evaluation.of(trained.network(), split, manager);

    assertThat(evaluation.train()).isWithin(1e-6).of(lossInOnePiece(split.train()));
    assertThat(evaluation.validation()).isWithin(1e-6).of(lossInOnePiece(split.validation()));
    assertThat(evaluation.test()).isWithin(1e-6).of(lossInOnePiece(split.test()));
  }

  @Test
  void evaluationTwiceGivesTheSameAndLeavesNoArray() {
    double first = Evaluation.loss(trained.network(), trained.examples(), manager);
    int arrays = manager.getManagedArrays().size();

    double second = Evaluation.loss(trained.network(), trained.examples(), manager);

    assertThat(second).isEqualTo(first);
    assertThat(manager.getManagedArrays()).hasSize(arrays);
  }

  @Test
  void noExamplesHaveNoLoss() {
    Examples none = trained.examples().first(0);
    assertThat(Evaluation.loss(trained.network(), none, manager)).isNaN();
  }
}
