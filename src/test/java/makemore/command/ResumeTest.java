package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import makemore.inspect.NumberFormats;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that goes on. Those tests that leave it as it is share one. */
class ResumeTest {

  private static final String OTHER_OPTIONS =
      "'--resume: the run was started with other options; leave out all but --steps and"
          + " --sample-seed'";

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() {
    data = Invocation.writeNames(folder, 300);
    run = train(folder.resolve("run"), "--steps 40");
  }

  private static Path train(Path run, String options) {
    String where = " --data " + data + " --run " + run;
    Invocation.ofLine("train --no-plots --hidden-size 10 " + options + where).done();
    return run;
  }

  private static Invocation resume(Path run, String options) {
    return Invocation.ofLine(("train --no-plots --resume --run " + run + " " + options).strip());
  }

  /**
   * Two runs of the same options are the same, too. Of step 43 an unbroken one has only the loss.
   */
  @ParameterizedTest
  @CsvSource({
    "--preset mlp, 5, 12",
    "--preset mlp-bn, 1, 8",
    "--preset deep, 11, 12",
    "--preset deep-bn, 44, 60",
    "--preset wavenet --checkpoint-every 7, 20, 30",
    "--preset wavenet --batch-norm-per-time, 2, 4",
    "--preset deep --gain 2 --learning-rate 0.2 --layers plain, 2, 4"
  })
  void resumedRunIsTheUnbrokenOne(String options, int first, int all, @TempDir Path alone)
      throws IOException {
    Path unbroken = train(alone.resolve("unbroken"), options + " --steps " + all);
    Path resumed = train(alone.resolve("resumed"), options + " --steps " + first);

    assertThat(resume(resumed, "--steps " + all).done().lines())
        .contains("continues after " + NumberFormats.count(first, "step"));

    assertThat(RunFiles.butForTimes(resumed)).isEqualTo(RunFiles.butForTimes(unbroken));
  }

  @Test
  void runsOwnOptionsCanBeGivenAgain() {
    String options = "--preset mlp --gain 2 --no-batch-norm --learning-rate 0.2 --seed 4";
    Path again = train(folder.resolve("again"), options + " --steps 2");

    assertThat(resume(again, options + " --steps 3 --data " + data).done().lines())
        .contains("continues after 2 steps");
  }

  @Test
  void finishedRunSaysSo() throws IOException {
    Map<String, String> before = RunFiles.butForTimes(run);

    assertThat(resume(run, "").done().out())
        .isEqualTo(
            "the run is finished after 40 steps; raise --steps to make more"
                + System.lineSeparator());

    assertThat(RunFiles.butForTimes(run)).isEqualTo(before);
  }

  @Test
  void singleStepIsSingular() {
    Path one = train(folder.resolve("one"), "--steps 1");

    assertThat(resume(one, "").done().out()).contains("finished after 1 step;");
    assertThat(resume(one, "--steps 2").done().lines()).contains("continues after 1 step");
  }

  @Test
  void anotherSampleSeedGivesOtherNamesOfTheSameNetwork() throws IOException {
    Path other = train(folder.resolve("other-names"), "--steps 40");
    List<String> names = Invocation.ofLine("sample --run " + other).done().lines();

    resume(other, "--sample-seed 5").done();

    assertThat(Files.readString(other.resolve("loss.csv")))
        .isEqualTo(Files.readString(run.resolve("loss.csv")));
    assertThat(Invocation.ofLine("sample --run " + other).done().lines()).isNotEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "--steps 39, '--resume: the run has already made 40 steps; expected more in --steps'",
    "--steps 50 --layers plain," + OTHER_OPTIONS,
    "--steps 50 --hidden-size 5," + OTHER_OPTIONS,
    "--steps 50 --preset mlp," + OTHER_OPTIONS,
    "--steps 50 --data data/names.txt," + OTHER_OPTIONS,
    "--gain 2 --no-batch-norm," + OTHER_OPTIONS
  })
  void whatItCannotDoIsRefused(String options, String message) throws IOException {
    Map<String, String> before = RunFiles.butForTimes(run);

    assertThat(resume(run, options).refusal()).isEqualTo(message);

    assertThat(RunFiles.butForTimes(run)).isEqualTo(before);
  }
}
