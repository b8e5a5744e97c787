package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import makemore.store.Summary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An experiment as a process of its own, stopped and started again. */
@Tag("long")
class InterruptedExperimentTest {

  @TempDir Path folder;

  private Process start(String name) throws IOException {
    List<String> experiment =
        List.of(
            "experiment",
            "--variants=mlp,deep-bn",
            "--seeds=2",
            "--steps=500",
            "--data=" + Path.of("data", "names.txt").toAbsolutePath(),
            "--run=" + folder.resolve(name));
    return ProgramRun.of(folder, List.of(), experiment)
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stoppedAndStartedAgainGivesTheTableOfAnUnbrokenOne(boolean byForce) throws Exception {
    Process stopped = start("stopped");
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.exists(summary("stopped", "mlp")) && Instant.now().isBefore(deadline)) {
      Thread.sleep(20);
    }
    ProcessHandle process = stopped.toHandle();
    assertThat(byForce ? process.destroyForcibly() : process.destroy()).isTrue();
    stopped.waitFor();
    Instant kept = Files.getLastModifiedTime(summary("stopped", "mlp")).toInstant();
    if (!byForce) {
      assertThat(Files.readString(folder.resolve("stopped.out")))
          .containsMatch("interrupted: [12] of 4 runs are finished");
    }

    await("stopped", start("stopped"));
    await("unbroken", start("unbroken"));
    assertThat(Files.getLastModifiedTime(summary("stopped", "mlp")).toInstant()).isEqualTo(kept);
    for (String file : List.of("comparison.csv", "comparison.md")) {
      assertThat(Files.readString(folder.resolve("stopped").resolve(file)))
          .isEqualTo(Files.readString(folder.resolve("unbroken").resolve(file)));
    }
  }
}
