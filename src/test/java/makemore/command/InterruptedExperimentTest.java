package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import makemore.store.Summary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment as a process of its own, killed and started again. */
@Tag("long")
class InterruptedExperimentTest {

  private static final List<String> EXPERIMENT =
      List.of("experiment", "--variants=mlp,deep-bn", "--seeds=2", "--steps=500", "--jobs=2");

  @TempDir Path folder;

  private Process start(String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(ProgramProcess.words());
    command.addAll(arguments);
    command.add("--run=" + folder.resolve(name));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .start();
  }

  private void await(String name, Process process) throws Exception {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertWithMessage(Files.readString(folder.resolve(name + ".out")))
        .that(process.exitValue())
        .isEqualTo(0);
  }

  private Path summary(String name, String variant) {
    return folder.resolve(name).resolve(variant).resolve("seed-2147483647").resolve(Summary.FILE);
  }

  @Test
  void killedAndStartedAgainGivesTheTableOfAnUnbrokenOne() throws Exception {
    Process killed = start("killed", EXPERIMENT);
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.exists(summary("killed", "mlp")) && Instant.now().isBefore(deadline)) {
      Thread.sleep(20);
    }
    List<ProcessHandle> trials = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    assertThat(trials).isNotEmpty();
    for (ProcessHandle trial : trials) {
      trial.onExit().get(10, TimeUnit.SECONDS);
    }
    Instant kept = Files.getLastModifiedTime(summary("killed", "mlp")).toInstant();

    await("killed", start("killed", EXPERIMENT));
    await("unbroken", start("unbroken", EXPERIMENT));
    assertThat(Files.getLastModifiedTime(summary("killed", "mlp")).toInstant()).isEqualTo(kept);
    for (String file : List.of("comparison.csv", "comparison.md")) {
      assertThat(Files.readString(folder.resolve("killed").resolve(file)))
          .isEqualTo(Files.readString(folder.resolve("unbroken").resolve(file)));
    }
  }

  @Test
  void trainWithTheOptionsOfAVariantGivesItsNumbersToTheBit() throws Exception {
    List<String> own =
        List.of("--hidden-layers=8", "--no-batch-norm", "--init=plain", "--gain=1.67");
    List<String> experiment =
        new ArrayList<>(List.of("experiment", "--variants=mlp", "--seeds=1", "--steps=100"));
    experiment.addAll(own);
    await("experiment", start("experiment", experiment));
    List<String> train =
        new ArrayList<>(
            List.of("train", "--no-plots", "--steps=100", "--learning-rate-decay-at=75"));
    train.addAll(own);
    await("train", start("train", train));

    String row = "hidden-layers-8-no-batch-norm-init-plain-gain-1.67/seed-2147483647/loss.csv";
    assertThat(Files.readString(folder.resolve("train/loss.csv")))
        .isEqualTo(Files.readString(folder.resolve("experiment").resolve(row)));
  }
}
