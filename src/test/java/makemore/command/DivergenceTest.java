package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A batch normalisation with an epsilon of 0 divides by 0 as soon as both examples of a batch are
 * the same, which is soon where the data have but two. Most tests look at the same run.
 */
class DivergenceTest {

  @TempDir private static Path folder;
  private static Path run;
  private static Invocation train;

  @BeforeAll
  static void train() throws IOException {
    run = folder.resolve("run");
    train = diverge(run);
  }

  private static Invocation diverge(Path run) throws IOException {
    Path data = Files.writeString(folder.resolve("a.txt"), "a\n".repeat(10));
    return Invocation.ofLine(
        "--no-plots --preset mlp-bn --hidden-size 5 --batch-size 2 --steps 100 --seed 3 --data "
            + data
            + " --run "
            + run);
  }

  private static void trainWell(Path run) {
    Path data = Invocation.writeNames(folder, 300);
    Invocation.ofLine("--no-plots --steps 5 --hidden-size 5 --data " + data + " --run " + run)
        .done();
  }

  @Test
  void lossThatIsNoNumberEndsTheRunWithItsStepAndAdvice() {
    assertThat(train.err())
        .matches(
            "makemore: the loss is NaN at step \\d+: training has diverged; try a learning rate"
                + " below 0\\.1 or a larger batch\\R");
    assertThat(train.status()).isEqualTo(1);
    assertThat(train.out()).doesNotContain("validation loss");
    assertThat(run.toFile().list()).asList().containsExactly(".lock", "diverged");
  }

  @Test
  void whatWasRecordedIsKept() throws IOException {
    int step = Integer.parseInt(train.err().replaceAll("(?s).* at step (\\d+):.*", "$1"));
    assertThat(Files.readAllLines(run.resolve("diverged").resolve("loss.csv"))).hasSize(1 + step);
    assertThat(train.lines()).contains("the records are in " + run.resolve("diverged"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample", "evaluate", "train --resume"})
  void commandsSayThatTheRunDiverged(String command) {
    assertThat(Invocation.ofLine(command + " --run " + run).refusal())
        .isEqualTo(run + ": " + train.err().strip().replace("makemore: ", ""));
  }

  @Test
  void picturesAreDrawnUpToItsLastStep() throws IOException {
    Invocation.ofLine("plot --run " + run).done();

    Path plots = run.resolve("diverged").resolve("plots");
    assertThat(plots.toFile().list()).asList().containsAtLeast("loss.png", "index.html");
    assertThat(Files.readString(plots.resolve("index.html"))).contains("the loss is NaN at step");
  }

  /** A neuron has at most 32 inputs in a row. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "diverged.json, `\"batchSize\": 2`, `\"batchSize\": -2`, diverged.json: ",
        "diverged.json, `\"\\.a\"`, `\"a.\"`, diverged.json: ",
        "neurons.csv, `\n(0,2,0,[^,]+),\\d+,`, `\n$1,33,`, the recorded tables are damaged"
      })
  void damagedFileIsRefusedInOneLine(String name, String right, String wrong, String message)
      throws IOException {
    Path file = run.resolve("diverged").resolve(name);
    String text = Files.readString(file);
    assertThat(text).containsMatch(right);
    Files.writeString(file, text.replaceFirst(right, wrong));
    try {
      assertThat(Invocation.ofLine("plot --run " + run).refusal()).contains(message);
    } finally {
      Files.writeString(file, text);
    }
  }

  @Test
  void earlierRunIsKeptAndALaterOneTakesThePlaceOfTheDivergedOne() throws IOException {
    Path run = folder.resolve("well");
    trainWell(run);
    String before = Files.readString(run.resolve("summary.json"));

    assertThat(diverge(run).status()).isEqualTo(1);

    Path kept = folder.resolve("well.1");
    assertThat(Files.readString(kept.resolve("summary.json"))).isEqualTo(before);
    Invocation.ofLine("sample --run " + kept).done();

    trainWell(run);

    assertThat(Files.exists(run.resolve("diverged"))).isFalse();
  }
}
