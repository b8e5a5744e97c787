package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with its options is in {@link BadInputTest}. */
class ExperimentCommandTest {

  @TempDir Path folder;

  /** The second run of the process, after one of other sizes. */
  @Test
  void runFolderIsThatOfTrainWithTheSameOptions() throws IOException {
    Path run = folder.resolve("run");
    Path alone = folder.resolve("alone");
    String options =
        " --hidden-layers=2 --no-batch-norm --init=plain --gain=1.67 --steps=20 --data="
            + Invocation.writeNames(folder, 300);

    Invocation.ofLine(
            "experiment break-it --variants=batch-size-2 --seeds=1 --run=" + run + options)
        .done();
    Invocation.ofLine("train --no-plots --learning-rate-decay-at=15 --run=" + alone + options)
        .done();

    Path variant = run.resolve("hidden-layers-2-no-batch-norm-init-plain-gain-1.67");
    Map<String, String> files = RunFiles.butForTimes(variant.resolve("seed-2147483647"));
    files.keySet().removeIf(name -> name.startsWith("plots/"));
    assertThat(files).isEqualTo(RunFiles.butForTimes(alone));
    assertThat(files).containsKey("model/makemore-0000.params");
    assertThat(Files.exists(run.resolve("comparison.csv"))).isTrue();
  }

  @Test
  void tooLittleDataAreRefused() throws IOException {
    Path data = Files.writeString(folder.resolve("few.txt"), "ann\n");
    Path run = folder.resolve("run");

    assertThat(Invocation.of("experiment", "--run=" + run, "--data=" + data).refusal())
        .contains("too few");
    assertThat(Files.exists(run)).isFalse();
  }
}
