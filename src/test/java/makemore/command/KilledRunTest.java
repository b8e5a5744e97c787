package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import makemore.store.Checkpoint;
import makemore.store.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is ended by force loses what came after its last checkpoint, and no more. */
class KilledRunTest {

  @TempDir private static Path folder;
  private static Path data;
  private static Path killed;
  private static Invocation second;

  /** Kills a run after its first checkpoint; until then another process wants its folder. */
  @BeforeAll
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static void kill() throws Exception {
    data = Invocation.writeNames(folder, 300);
    killed = folder.resolve("killed");
    // Of more steps than anybody waits for.
    Process first =
        ProgramRun.of(folder, List.of(), train(killed, "--checkpoint-every=10"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (first.isAlive() && !Files.exists(killed.resolve("checkpoint.zip"))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    second = Invocation.of(train(killed, "--steps=1").toArray(String[]::new));
    assertThat(first.destroyForcibly().waitFor()).isNotEqualTo(0);
    assertThat(Files.exists(killed.resolve("checkpoint.zip"))).isTrue();
    assertThat(Files.exists(killed.resolve("summary.json"))).isFalse();
  }

  private static List<String> train(Path run, String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--no-plots", "--hidden-size=10", "--hidden-layers=2"));
    args.addAll(List.of("--data=" + data, "--run=" + run));
    args.addAll(List.of(more));
    return args;
  }

  private static Map<String, String> unbroken(Path run, String... more) throws IOException {
    Invocation.of(train(run, more).toArray(String[]::new)).done();
    return RunFiles.butForTimes(run);
  }

  @Test
  void killedRunGoesOnFromItsCheckpoint() throws IOException {
    int made;
    try (Checkpoint checkpoint = Checkpoint.latest(new RunFolder(killed))) {
      made = checkpoint.summary().steps();
    }
    String steps = "--steps=" + (made + 10);
    Invocation resumed = Invocation.of("train", "--no-plots", "--resume", "--run=" + killed, steps);
    assertThat(resumed.done().lines()).contains("continues after " + made + " steps");
    assertThat(RunFiles.butForTimes(killed)).isEqualTo(unbroken(folder.resolve("unbroken"), steps));
  }

  @Test
  void secondProcessOnTheSameFolderIsRefused() {
    assertThat(second.refusal()).isEqualTo(killed + ": another process is writing there");
  }

  /** Whichever file it was about to put in place; or the checkpoint, which is deleted last. */
  @ParameterizedTest
  @CsvSource({"'rename,renameat,renameat2', 18", "'unlink,unlinkat', 1"})
  @Tag("long")
  @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void killAtAnyChangeOfTheFolderLosesNothing(String calls, int least, @TempDir Path alone)
      throws Exception {
    assumeTrue(
        ProgramRun.works("strace", "-o", "/dev/null", "true"),
        "strace is missing or may not watch: no process is killed in the middle of a write");
    String[] options = {"--steps=40", "--checkpoint-every=20"};
    Map<String, String> unbroken = unbroken(alone.resolve("unbroken"), options);
    int resumed = 0;
    for (int n = 1; killAtCall(calls, n, alone.resolve("killed-" + n), options); n++) {
      Path run = alone.resolve("killed-" + n);
      if (Files.exists(run.resolve("summary.json"))
          || Files.exists(run.resolve("checkpoint.zip"))) {
        Invocation.of("train", "--no-plots", "--resume", "--run=" + run).done();
        assertWithMessage("%s", run).that(RunFiles.butForTimes(run)).isEqualTo(unbroken);
        resumed++;
      } else {
        // The first file is the first checkpoint: before it there is nothing to be lost.
        assertThat(n).isEqualTo(1);
      }
    }
    assertThat(resumed).isAtLeast(least);
  }

  /** Runs until a thread makes some call for the nth time; whether it was killed there. */
  private static boolean killAtCall(String calls, int n, Path run, String... options)
      throws Exception {
    String strace =
        String.format(
            "strace -f -qq -o strace.txt -e trace=%1$s -e inject=%1$s:signal=KILL:when=%2$d",
            calls, n);
    if (calls.startsWith("unlink")) {
      strace += " -P " + run.resolve("checkpoint.zip");
    }
    Path out = folder.resolve("out.txt");
    int status =
        ProgramRun.of(folder, List.of(strace.split(" ")), train(run, options))
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    assertWithMessage(Files.readString(out)).that(status).isAnyOf(0, 137);
    return status != 0;
  }
}
