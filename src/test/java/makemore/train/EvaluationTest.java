package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.WordFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class EvaluationTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final List<String> words =
      WordFile.read(Path.of("data", "names.txt")).words().subList(0, 2000);
  private final Trained trained = Trained.notYet(manager, Preset.DEEP_BN, words).after(50);

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private static double lossInOnePiece(Network network, Examples examples, NDManager manager) {
    Batch all = Batch.of(manager, examples, LongStream.range(0, examples.size()).toArray());
    NDArray logits = network.forward(all.contexts(), false);
    return new CrossEntropy().forward(logits, all.targets()).getFloat();
  }

  /** Three chunks of 1,024 at least, and a last one that is not full. */
  @Test
  void chunksGiveTheLossOfOnePiece() {
    assertThat(trained.examples().size()).isGreaterThan(3 * 1024);
    assertThat(trained.examples().size() % 1024).isNotEqualTo(0);

    assertThat(Evaluation.loss(trained.network(), trained.examples(), manager))
        .isWithin(1e-6)
        .of(lossInOnePiece(trained.network(), trained.examples(), manager));
  }

  @Test
  void eachPartHasItsOwnLoss() {
    Split split = Split.of(words, trained.vocabulary(), Trained.BLOCK_SIZE);

    Evaluation evaluation = Evaluation.of(trained.network(), split, manager);

    assertThat(evaluation.train())
        .isWithin(1e-6)
        .of(lossInOnePiece(trained.network(), split.train(), manager));
    assertThat(evaluation.validation())
        .isWithin(1e-6)
        .of(lossInOnePiece(trained.network(), split.validation(), manager));
    assertThat(evaluation.test())
        .isWithin(1e-6)
        .of(lossInOnePiece(trained.network(), split.test(), manager));
  }

  @Test
  void evaluationTwiceGivesTheSameAndLeavesNoArray() {
    double first = Evaluation.loss(trained.network(), trained.examples(), manager);
    int arrays = manager.getManagedArrays().size();

    double second = Evaluation.loss(trained.network(), trained.examples(), manager);

    assertThat(second).isEqualTo(first);
    assertThat(manager.getManagedArrays()).hasSize(arrays);
  }
}
