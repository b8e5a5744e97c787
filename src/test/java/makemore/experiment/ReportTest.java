package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;
import static makemore.experiment.Samples.CONTROL;
import static makemore.experiment.Samples.OTHER;
import static makemore.experiment.Samples.diverged;
import static makemore.experiment.Samples.finished;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.store.ExperimentFolder;
import makemore.store.ExperimentFolder.Common;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static Report report(Experiment experiment, Outcome... outcomes) {
    return new Report(experiment, List.of(CONTROL, OTHER), List.of(outcomes), 2, 2000);
  }

  @Test
  void divergedAndFailedRunsAreNamed() {
    Outcome failed = Outcome.failed(Samples.trial(OTHER, 7), "exit status 137: it said nothing");

    String text = report(Experiment.COMPARISON, diverged(CONTROL, 7), failed).text();

    assertThat(text).contains("Diverged:\n\n- control, seed 7: the loss is NaN at step 7\n");
    assertThat(text)
        .contains(
            "Failed; repeat the command to try again:\n\n"
                + "- other, seed 7: exit status 137: it said nothing");
  }

  @Test
  void causesAreNamedInBreakIt() {
    Outcome good = finished(CONTROL, 1, 2.0, 3, 3);

    String text = report(Experiment.BREAK_IT, good, finished(OTHER, 1, 2.0, 3, 70)).text();

    assertThat(text)
        .contains("- control: the best of the variants: the loss went from 3.30 to 2.00;");
    assertThat(text).containsMatch("- other: not clearly worse than control, by 0.0000: .*70\\.0%");
  }

  @Test
  void elsewhereNothingIsDiagnosedAndAVariantWithoutAnOutcomeHasNoRow() {
    String text = report(Experiment.COMPARISON, finished(CONTROL, 1, 2.0, 3, 3)).text();

    assertThat(text).contains("control");
    assertThat(text).doesNotContain("Diagnosis");
    assertThat(text).doesNotContain("other");
  }

  @Test
  void tableIsWrittenInBothForms(@TempDir Path folder) throws IOException {
    Outcome[] outcomes = {finished(CONTROL, 1, 2.0), finished(CONTROL, 2, 2.2), diverged(OTHER, 1)};
    try (ExperimentFolder open =
        ExperimentFolder.open(folder, new Common("comparison", 2000, "a"))) {
      report(Experiment.COMPARISON, outcomes).write(open);
    }
    List<String> csv = Files.readAllLines(folder.resolve("comparison.csv"));
    assertThat(csv.get(0)).startsWith("variant,settings,");
    assertThat(csv.get(1)).startsWith("control,deep,3.3,0.0,2.1,0.14142");
    assertThat(csv.get(2)).startsWith("other,deep,,,,");
    assertThat(csv.get(2)).endsWith(",0,1,0");
    assertThat(Files.readString(folder.resolve("comparison.md")))
        .startsWith("# Do batch normalisation and scaled initial weights help?\n\n| variant |");
  }
}
