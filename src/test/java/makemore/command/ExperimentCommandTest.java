package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it makes of wrong input is in {@link BadInputTest}. */
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
  void singleRunOfASingleStepIsSingular() throws IOException {
    String options = " --variants=deep-bn --seeds=1 --steps=1 --data=";
    Path data = Invocation.writeNames(folder, 300);
    Path run = folder.resolve("single");

    String out =
        Invocation.ofLine("experiment break-it" + options + data + " --run=" + run).done().out();

    assertThat(out).contains("1 run of 1 step");
    assertThat(out).contains("1 step; one seed");
    assertThat(out).doesNotContainMatch("\\b1 (steps|runs|seeds)\\b");
  }

  @Test
  void rangeSaysWhereTheLossNoLongerFalls() {
    String text =
        Invocation.ofLine("experiment range --seeds=1 --steps=300 --run=" + folder).done().out();
    assertThat(text)
        .containsMatch(
            "The answer: mlp: the loss no longer falls from a rate of about .* on; deep-bn: ");
    assertThat(Files.exists(folder.resolve("plots").resolve("range.png"))).isTrue();
  }

  /** In batches of two a batch normalisation makes this network diverge within 200 steps. */
  @Test
  @Tag("long")
  void variantsStandSideBySideWithTheirDiagnosisAndLeadToTheirOwnPages() throws IOException {
    String options = " --seeds=1 --steps=300 --variants=deep-bn,gain-3,batch-size-2 --run=";
    Invocation.ofLine("experiment break-it" + options + folder).done();

    String page = Files.readString(folder.resolve("plots").resolve("index.html"));
    for (String variant : List.of("deep-bn", "gain-3")) {
      String index = variant + "/seed-2147483647/plots/index.html";
      assertThat(page).contains("<a href=\"../" + index + "\">");
      assertThat(Files.exists(folder.resolve(index))).isTrue();
    }
    assertThat(page).contains("batch-size-2/seed-2147483647/");
    assertThat(page).contains("the best of the variants: ");
    assertThat(page).contains("Likely cause: the batch is too small for batch normalisation");
    assertThat(page).contains("\"step 0\"");
  }
}
