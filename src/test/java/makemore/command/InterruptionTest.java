package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, which is asked to end as Ctrl-C or a polite kill does. */
class InterruptionTest {

  /** Where the default data are looked for, and the default run. */
  @TempDir private Path folder;

  @Test
  void hookIsGoneWhenTheRunIsSaved() {
    Interruption interruption = new Interruption();

    interruption.close();

    assertThat(Runtime.getRuntime().removeShutdownHook(interruption.hook)).isFalse();
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void interruptedRunIsSavedAndCanBeSampledAndGoneOnWith() throws Exception {
    assumeTrue(
        ProcessHandle.current().supportsNormalTermination(),
        "this system ends a process by force only");
    Files.createDirectory(folder.resolve("data"));
    Files.move(Invocation.writeNames(folder, 300), folder.resolve("data").resolve("names.txt"));

    Process train = ProgramRun.of(folder, List.of(), List.of("--hidden-size=10")).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = train.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.contains("0/ 200000: ")) {
          // Unlike the process's own destroy, this leaves its output open.
          train.toHandle().destroy();
        }
      }
    }
    assertThat(train.waitFor(60, TimeUnit.SECONDS)).isTrue();

    // Neither the engine nor a JDK has a word to say before it.
    assertThat(lines.get(0)).startsWith("data: data/names.txt, 300 words (300 distinct;");
    // 128 + SIGTERM, as a shell shows it.
    assertThat(train.exitValue()).isEqualTo(143);
    String said =
        lines.stream().filter(line -> line.startsWith("interrupted: ")).findFirst().orElseThrow();
    assertThat(said).matches("interrupted: [0-9,]+ of 200,000 steps done");
    Path run = Path.of("runs", "deep-bn");
    assertThat(lines.get(lines.size() - 2)).isEqualTo("the run is in " + run);

    String saved = "--run=" + folder.resolve(run);
    assertThat(Invocation.of("sample", saved).done().lines())
        .isEqualTo(lines.subList(lines.size() - 24, lines.size() - 4));

    int made = Integer.parseInt(said.split(" ")[1].replace(",", ""));
    String more = "--steps=" + (made + 10);
    assertThat(Invocation.of("train", "--no-plots", "--resume", more, saved).done().lines())
        .contains("continues after " + made + " steps");
  }

  private static String[] experiment(Path run) {
    String line = "experiment --variants=mlp,deep-bn --seeds=2 --steps=500 --data=";
    Path data = Path.of("data", "names.txt").toAbsolutePath();
    return (line + data + " --run=" + run).split(" ");
  }

  @Test
  @Tag("long")
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void interruptedExperimentGoesOnToTheTableOfAnUnbrokenOne() throws Exception {
    Path stopped = folder.resolve("stopped");
    Path out = folder.resolve("out.txt");
    Path first = stopped.resolve("mlp").resolve("seed-2147483647").resolve("summary.json");
    Process process =
        ProgramRun.of(folder, List.of(), List.of(experiment(stopped)))
            .redirectOutput(out.toFile())
            .start();
    while (process.isAlive() && !Files.exists(first)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(process.toHandle().destroy()).isTrue();
    process.waitFor();
    String kept = Files.readString(first);
    assertThat(Files.exists(stopped.resolve("comparison.csv"))).isFalse();
    assertThat(Files.readString(out)).containsMatch("interrupted: [12] of 4 runs are finished");

    Path unbroken = folder.resolve("unbroken");
    Invocation.of(experiment(stopped)).done();
    Invocation.of(experiment(unbroken)).done();

    // With the times that it took.
    assertThat(Files.readString(first)).isEqualTo(kept);
    for (String file : List.of("comparison.csv", "comparison.md")) {
      assertThat(Files.readString(stopped.resolve(file)))
          .isEqualTo(Files.readString(unbroken.resolve(file)));
    }
  }
}
