package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.store.ExperimentFolder;
import makemore.store.ExperimentFolder.Common;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Variant CONTROL = Samples.variant("control");
  private static final Variant OTHER = Samples.variant("other");

  @TempDir Path folder;

  private static Report report(Experiment experiment, int seeds, Outcome... outcomes) {
    return new Report(experiment, List.of(CONTROL, OTHER), List.of(outcomes), seeds, 2000);
  }

  @Test
  void divergedAndFailedRunsAreNamed() {
    String text =
        report(
                Experiment.COMPARISON,
                1,
                Samples.diverged(CONTROL, 7),
                Outcome.failed(Samples.trial(OTHER, 7), "exit status 137: it said nothing"))
            .text();
    assertThat(text).contains("Diverged:\n\n- control, seed 7: the loss is NaN at step 7\n");
    assertThat(text)
        .contains(
            "Failed; repeat the command to try again:\n\n"
                + "- other, seed 7: exit status 137: it said nothing");
  }

  @Test
  void causesAreNamedInBreakIt() {
    String text =
        report(
                Experiment.BREAK_IT,
                1,
                Samples.finished(CONTROL, 1, 2.0, 3, 3),
                Samples.finished(OTHER, 1, 2.0, 3, 70))
            .text();
    assertThat(text).contains("- control: nothing wrong\n");
    assertThat(text).containsMatch("- other: .*70\\.0%");
  }

  @Test
  void nothingIsDiagnosedElsewhere() {
    String text = report(Experiment.COMPARISON, 1, Samples.finished(CONTROL, 1, 2.0, 3, 3)).text();
    assertThat(text).doesNotContain("Diagnosis");
  }

  @Test
  void variantWithoutAnOutcomeHasNoRow() {
    String text = report(Experiment.COMPARISON, 1, Samples.finished(CONTROL, 1, 2.0)).text();
    assertThat(text).doesNotContain("other");
  }

  @Test
  void tableIsWrittenInBothForms() throws IOException {
    Report report =
        report(
            Experiment.COMPARISON,
            2,
            Samples.finished(CONTROL, 1, 2.0),
            Samples.finished(CONTROL, 2, 2.2),
            Samples.diverged(OTHER, 1));
    try (ExperimentFolder open =
        ExperimentFolder.open(folder.resolve("run"), new Common("comparison", 2000, "a"))) {
      report.write(open);
    }
    List<String> csv = Files.readAllLines(folder.resolve("run/comparison.csv"));
    assertThat(csv.get(0)).startsWith("variant,settings,");
    assertThat(csv.get(1)).startsWith("control,deep,3.3,0.0,2.1,0.14142");
    assertThat(csv.get(2)).startsWith("other,deep,,,,");
    assertThat(Files.readString(folder.resolve("run/comparison.md")))
        .startsWith("# Do batch normalisation and scaled initial weights help?\n\n| variant |");
  }
}
