package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCommandTest {

  @TempDir Path folder;

  private String refused(String... options) throws IOException {
    Path data = Files.writeString(folder.resolve("data.txt"), "ann\nbob\n".repeat(20));
    Path run = folder.resolve("run");
    List<String> args = new ArrayList<>(List.of("experiment", "--run=" + run));
    args.addAll(List.of(options));
    if (!String.join(" ", options).contains("--data=")) {
      args.add("--data=" + data);
    }
    StringWriter err = new StringWriter();
    int status =
        Program.run(
            new PrintWriter(new StringWriter()), new PrintWriter(err), args.toArray(String[]::new));
    assertThat(status).isEqualTo(Program.INVALID);
    assertThat(err.toString().lines().count()).isEqualTo(1);
    assertThat(Files.exists(run.resolve("comparison.csv"))).isFalse();
    return err.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "comparision, 'expected one of comparison, depth, learning-rate, context, break-it but was'",
    "--variants=deep-nb, unknown variant 'deep-nb'; expected mlp",
    "--seeds=0, --seeds 0: expected a whole number from 1",
    "--seeds=three, '''three'' is not an int'",
    "--steps=0, --steps 0: expected a whole number from 1",
    "--steps=-5, --steps -5: expected a whole number from 1",
    "--gain=0, --gain 0.0: expected a number above 0",
    "--seed=3, Unknown option: '--seed=3'; did you mean --seeds?"
  })
  void badInputIsOneLine(String option, String expected) throws IOException {
    assertThat(refused(option)).contains(expected);
  }

  /** The third run of the process, after one with other sizes and one that diverged. */
  @Test
  void runFolderIsThatOfTrainWithTheSameOptions() throws IOException {
    Path data = Invocation.writeNames(folder, 300);
    String options = "--hidden-layers=2 --no-batch-norm --init=plain --gain=1.67 --steps=100";
    Path run = folder.resolve("run");
    Invocation experiment =
        Invocation.ofLine(
            "experiment break-it --variants=deep-bn,batch-size-2 --seeds=1 --run="
                + run
                + " --data="
                + data
                + " "
                + options);
    assertThat(experiment.err()).isEmpty();
    assertThat(experiment.status()).isEqualTo(0);

    Path alone = folder.resolve("alone");
    Invocation.ofLine(
        "train --no-plots --learning-rate-decay-at=75 --run="
            + alone
            + " --data="
            + data
            + " "
            + options);

    Path variant = run.resolve("hidden-layers-2-no-batch-norm-init-plain-gain-1.67");
    Map<String, String> files = RunFiles.butForTimes(variant.resolve("seed-2147483647"));
    files.keySet().removeIf(name -> name.startsWith("plots/"));
    assertThat(files).isEqualTo(RunFiles.butForTimes(alone));
    assertThat(files).containsKey("model/makemore-0000.params");
  }

  @Test
  void missingDataIsOneLine() throws IOException {
    assertThat(refused("--data=" + folder.resolve("none.txt"))).contains("none.txt");
  }

  @Test
  void tooLittleDataIsOneLine() throws IOException {
    Path data = Files.writeString(folder.resolve("few.txt"), "ann\n");
    assertThat(refused("--data=" + data)).contains("few");
  }

  @Test
  void networkBeyondMemoryIsOneLine() throws IOException {
    assertThat(refused("--hidden-size=1000000")).contains("expected smaller sizes");
  }

  @Test
  void folderOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("run")).resolve("letter"), "Dear");
    assertThat(refused()).contains("is not empty");
    assertThat(folder.resolve("run").toFile().list()).asList().containsExactly("letter");
  }
}
