package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                + " below 0\\.1 or a larger batch\\R");
    assertThat(train.status()).isEqualTo(1);
    assertThat(train.out()).doesNotContain("validation loss");
    assertThat(Files.exists(run.resolve("summary.json"))).isFalse();
    assertThat(run.toFile().list()).asList().containsExactly(".lock", "diverged");
  }

  @Test
  void whatWasRecordedIsKept() throws IOException {
    Path run = folder.resolve("run");

    Invocation train = diverge(run);

    int step = Integer.parseInt(train.err().replaceAll("(?s).* at step (\\d+):.*", "$1"));
    assertThat(Files.readAllLines(run.resolve("diverged").resolve("loss.csv"))).hasSize(1 + step);
    assertThat(train.lines()).contains("the records are in " + run.resolve("diverged"));
  }

  @Test
  void commandsSayThatTheRunDiverged() throws IOException {
    Path run = folder.resolve("run");
    String message = diverge(run).err().replaceFirst("makemore: ", "");

    for (String command : new String[] {"sample", "evaluate", "train --resume"}) {
      Invocation invocation = Invocation.ofLine(command + " --run " + run);
      assertThat(invocation.err()).isEqualTo("makemore: " + run + ": " + message);
      assertThat(invocation.status()).isEqualTo(2);
    }
  }

  @Test
  void picturesAreDrawnUpToItsLastStep() throws IOException {
    Path run = folder.resolve("run");
    diverge(run);

    Invocation plot = Invocation.ofLine("plot --run " + run);

    assertThat(plot.err()).isEmpty();
    assertThat(plot.status()).isEqualTo(0);
    Path plots = run.resolve("diverged").resolve("plots");
    assertThat(plots.toFile().list()).asList().containsAtLeast("loss.png", "index.html");
    assertThat(Files.readString(plots.resolve("index.html"))).contains("the loss is NaN at step");
  }

  @Test
  void damagedTableIsRefusedInOneLine() throws IOException {
    Path run = folder.resolve("run");
    diverge(run);
    Path neurons = run.resolve("diverged").resolve("neurons.csv");
    String columns = Files.readAllLines(neurons).get(0);
    Files.writeString(neurons, columns + "\n0,2,0,0.0,33" + ",0".repeat(32) + "\n");

    Invocation plot = Invocation.ofLine("plot --run " + run);

    assertThat(plot.status()).isEqualTo(2);
    assertThat(plot.err().lines().count()).isEqualTo(1);
    assertThat(plot.err()).contains("the recorded tables are damaged");
  }

  @ParameterizedTest
  @CsvSource({"'\"batchSize\": 2', '\"batchSize\": -2'", "'\".a\"', '\"a.\"'"})
  void forgedDivergedRunIsRefusedInOneLine(String from, String to) throws IOException {
    Path run = folder.resolve("run");
    diverge(run);
    Path diverged = run.resolve("diverged").resolve("diverged.json");
    String text = Files.readString(diverged);
    assertThat(text).contains(from);
    Files.writeString(diverged, text.replace(from, to));

    Invocation plot = Invocation.ofLine("plot --run " + run);

    assertThat(plot.status()).isEqualTo(2);
    assertThat(plot.err().lines().count()).isEqualTo(1);
    assertThat(plot.err()).contains("diverged.json: ");
  }

  /** Each layer makes the gradient about 1.6 times as large: the first is beyond float32. */
  @Test
  void firstGradientCanOverflow() throws IOException {
    Path run = folder.resolve("run");
    Path data = Invocation.writeNames(folder, 300);

    Invocation train =
        Invocation.ofLine(
            "--no-plots --preset deep --hidden-layers 300 --hidden-size 100 --gain 5 --steps 1 --data "
                + data
                + " --run "
                + run);

    assertThat(train.err())
        .startsWith("makemore: the gradient of 01Embedding_weight is not a number: ");
    assertThat(train.status()).isEqualTo(1);
    assertThat(run.resolve("summary.json").toFile().exists()).isFalse();
    assertThat(run.resolve("diverged").toFile().exists()).isTrue();
  }

  @Test
  void laterRunTakesItsPlace() throws IOException {
    Path run = folder.resolve("run");
    diverge(run);

    Path data = Invocation.writeNames(folder, 300);
    Invocation.ofLine("--no-plots --steps 5 --hidden-size 5 --data " + data + " --run " + run);

    assertThat(Files.exists(run.resolve("diverged"))).isFalse();
    assertThat(Invocation.ofLine("sample --run " + run).status()).isEqualTo(0);
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
