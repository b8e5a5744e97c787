package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is ended by force loses what came after its last checkpoint, and no more. */
class KilledRunTest {

  private static final String STRACE = "strace";
  private static final int STRIDE = 3;

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeData() {
    data = Invocation.writeNames(folder, 300);
  }

  private List<String> train(String run, String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--no-plots", "--hidden-size=10", "--hidden-layers=2"));
    args.addAll(List.of("--data=" + data, "--run=" + folder.resolve(run)));
    args.addAll(List.of(more));
    return args;
  }

  private Map<String, String> unbroken(String... more) throws IOException {
    Invocation run = Invocation.of(train("unbroken", more).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return RunFiles.butForTimes(folder.resolve("unbroken"));
  }

  private void assertResumedIs(Map<String, String> unbroken, String run, String what)
      throws IOException {
    Path path = folder.resolve(run);
    Invocation resumed = Invocation.of("train", "--no-plots", "--resume", "--run", path.toString());
    assertWithMessage(what).that(resumed.err()).isEmpty();
    assertWithMessage(what).that(RunFiles.butForTimes(path)).isEqualTo(unbroken);
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void killedRunGoesOnFromItsCheckpoint() throws Exception {
    killAndResume(unbroken("--steps=4000", "--checkpoint-every=50"), 0);
  }

  @Test
  @Tag("long")
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void twentyKilledRunsEndAsTheUnbrokenOne() throws Exception {
    Map<String, String> unbroken = unbroken("--steps=4000", "--checkpoint-every=50");
    Random random = new Random();
    for (int i = 0; i < 20; i++) {
      killAndResume(unbroken, random.nextInt(1000));
    }
  }

  /** Kills a run some time after its first checkpoint; what it left is made whole. */
  private void killAndResume(Map<String, String> unbroken, int milliseconds) throws Exception {
    String run = "killed-" + milliseconds;
    Path checkpoint = folder.resolve(run).resolve("checkpoint.zip");
    Process train =
        ProgramRun.of(folder, List.of(), train(run, "--steps=4000", "--checkpoint-every=50"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (train.isAlive() && !Files.exists(checkpoint)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    train.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    train.destroyForcibly().waitFor();
    String left = String.valueOf(folder.resolve(run).toFile().list().length);

    if (Files.exists(folder.resolve(run).resolve("summary.json"))) {
      Map<String, String> whole = new TreeMap<>(RunFiles.butForTimes(folder.resolve(run)));
      // Killed between the last file's move into place and the checkpoint's deletion.
      whole.remove("checkpoint.zip");
      assertThat(whole).isEqualTo(unbroken);
    } else {
      assertThat(Files.exists(checkpoint)).isTrue();
    }
    assertResumedIs(unbroken, run, milliseconds + " ms after its first checkpoint, " + left);
  }

  /** Whichever file it was about to put in place or to delete: each third, each time others. */
  @ParameterizedTest
  @ValueSource(strings = {"rename,renameat,renameat2", "unlink,unlinkat"})
  @Tag("long")
  @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void killAtAnyChangeOfTheFolderLosesNothing(String calls) throws Exception {
    assumeTrue(
        hasStrace(),
        "strace is missing or may not watch: no process is killed in the middle of a write");
    String[] options = {"--steps=40", "--checkpoint-every=20"};
    Map<String, String> unbroken = unbroken(options);
    int killed = 0;
    for (int n = new Random().nextInt(STRIDE) + 1; killAtCall(calls, n, options); n += STRIDE) {
      Path run = folder.resolve("killed-" + n);
      if (Files.exists(run.resolve("summary.json"))
          || Files.exists(run.resolve("checkpoint.zip"))) {
        assertResumedIs(unbroken, "killed-" + n, "killed at change " + n);
        killed++;
      } else {
        // Before the first checkpoint there is nothing to be lost.
        assertThat(killed).isEqualTo(0);
      }
    }
    // A run has at least twelve files, which are put in place, and in a checkpoint deleted.
    assertThat(killed).isAtLeast(12 / STRIDE);
  }

  /** Runs until a thread makes some call for the nth time; whether it was killed there. */
  private boolean killAtCall(String calls, int n, String... options) throws Exception {
    List<String> strace =
        List.of(
            STRACE,
            "-f",
            "-qq",
            "-o",
            folder.resolve("strace.txt").toString(),
            "-e",
            "trace=" + calls,
            "-e",
            "inject=" + calls + ":signal=KILL:when=" + n);
    Process train =
        ProgramRun.of(folder, strace, train("killed-" + n, options))
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    int status = train.waitFor();
    String out = Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8);
    assertWithMessage(out).that(status).isAnyOf(0, 137);
    return status != 0;
  }

  private static boolean hasStrace() throws InterruptedException {
    try {
      return new ProcessBuilder(STRACE, "-o", "/dev/null", "true")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void secondProcessOnTheSameFolderIsRefused() throws Exception {
    Process first =
        ProgramRun.of(folder, List.of(), train("run", "--checkpoint-every=100"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path checkpoint = folder.resolve("run").resolve("checkpoint.zip");
    while (first.isAlive() && !Files.exists(checkpoint)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }

    Invocation second = Invocation.of(train("run").toArray(String[]::new));
    first.destroyForcibly().waitFor();

    assertThat(second.err())
        .endsWith(
            "makemore: "
                + folder.resolve("run")
                + ": another process is writing there"
                + System.lineSeparator());
    assertThat(second.status()).isEqualTo(2);
    assertThat(Invocation.of(train("run", "--steps=5").toArray(String[]::new)).status())
        .isEqualTo(0);
  }
}
