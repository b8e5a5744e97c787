package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch normalisation with an epsilon of 0 divides by 0 as soon as both examples of a batch are
 * the same, which is soon where the data have but two.
 */
class DivergenceTest {

  @TempDir private Path folder;

  private Invocation diverge(Path run) throws IOException {
    Path data = Files.writeString(folder.resolve("a.txt"), "a\n".repeat(10));
    return Invocation.ofLine(
        "--no-plots --preset mlp-bn --hidden-size 5 --batch-size 2 --steps 100 --seed 3 --data "
            + data
            + " --run "
            + run);
  }

  @Test
  void lossThatIsNoNumberEndsTheRunWithItsStepAndAdvice() throws IOException {
    Path run = folder.resolve("run");

    Invocation train = diverge(run);

    assertThat(train.err())
        .matches(
            "makemore: the loss is NaN at step \\d+: training has diverged; try a learning rate"
                + " below 0\\.1, a larger batch, or a preset with batch norm\\R");
    assertThat(train.status()).isEqualTo(1);
    assertThat(train.out()).doesNotContain("validation loss");
    assertThat(Files.exists(run.resolve("summary.json"))).isFalse();
    assertThat(run.toFile().list()).isEmpty();
  }

  @Test
  void earlierRunInTheFolderIsLeft() throws IOException {
    Path run = folder.resolve("run");
    Path data = Invocation.writeNames(folder, 300);
    Invocation.ofLine("--no-plots --steps 5 --hidden-size 5 --data " + data + " --run " + run);
    String before = Files.readString(run.resolve("summary.json"));

    assertThat(diverge(run).status()).isEqualTo(1);

    assertThat(Files.readString(run.resolve("summary.json"))).isEqualTo(before);
    assertThat(Invocation.ofLine("sample --run " + run).status()).isEqualTo(0);
  }
}
