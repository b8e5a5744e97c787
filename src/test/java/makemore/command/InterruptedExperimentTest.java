package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An experiment in a process of its own, stopped and gone on with. */
@Tag("long")
class InterruptedExperimentTest {

  @TempDir Path folder;

  private List<String> experiment(Path run) {
    return List.of(
        "experiment",
        "--variants=mlp,deep-bn",
        "--seeds=2",
        "--steps=500",
        "--data=" + Path.of("data", "names.txt").toAbsolutePath(),
        "--run=" + run);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void stoppedAndStartedAgainGivesTheTableOfAnUnbrokenOne(boolean byForce) throws Exception {
    Path stopped = folder.resolve("stopped");
    Path out = folder.resolve("out.txt");
    Path first = stopped.resolve("mlp").resolve("seed-2147483647").resolve("summary.json");
    Process process =
        ProgramRun.of(folder, List.of(), experiment(stopped)).redirectOutput(out.toFile()).start();
    while (process.isAlive() && !Files.exists(first)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    ProcessHandle handle = process.toHandle();
    assertThat(byForce ? handle.destroyForcibly() : handle.destroy()).isTrue();
    process.waitFor();
    String kept = Files.readString(first);
    assertThat(Files.exists(stopped.resolve("comparison.csv"))).isFalse();
    if (!byForce) {
      assertThat(Files.readString(out)).containsMatch("interrupted: [12] of 4 runs finished");
    }

    Path unbroken = folder.resolve("unbroken");
    Invocation.of(experiment(stopped).toArray(String[]::new)).done();
    Invocation.of(experiment(unbroken).toArray(String[]::new)).done();

    // With the times that it took.
    assertThat(Files.readString(first)).isEqualTo(kept);
    for (String file : List.of("comparison.csv", "comparison.md")) {
      assertThat(Files.readString(stopped.resolve(file)))
          .isEqualTo(Files.readString(unbroken.resolve(file)));
    }
  }
}
