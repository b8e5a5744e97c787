package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong input is one clear line, exit status 2, and nothing written. */
class BadInputTest {

  @TempDir private Path folder;

  /** Adds data that are right and a new folder, in which nothing may be afterwards. */
  private String refusalOf(String line) {
    Path data = Invocation.writeNames(folder, 300);
    Path run = folder.resolve("run");

    String refusal = Invocation.ofLine(line + " --data " + data + " --run " + run).refusal();

    assertThat(Files.exists(run)).isFalse();
    return refusal;
  }

  @ParameterizedTest
  @CsvSource({
    "--steps, 1, '100,000,000'",
    "--block-size, 1, '1,000,000'",
    "--embedding-size, 1, '1,000,000'",
    "--hidden-size, 1, '1,000,000'",
    "--hidden-layers, 1, '1,000'",
    "--group-size, 2, '1,000,000'",
    "--preset mlp --batch-size, 1, '1,000,000'",
    "--preset deep --batch-size, 1, '1,000,000'",
    "--preset mlp-bn --batch-size, 2, '1,000,000'",
    "--preset deep-bn --batch-size, 2, '1,000,000'",
    "--learning-rate-decay-at, 1, '2,147,483,647'",
    "--checkpoint-every, 1, '2,147,483,647'",
    "--threads, 1, '1,024'"
  })
  void wholeNumberOutOfItsRangeIsRefused(String option, int least, String most) {
    String name = option.substring(option.lastIndexOf("--"));
    int greatest = Integer.parseInt(most.replace(",", ""));
    // Beyond the greatest int there is only the least one again.
    for (int value : new int[] {greatest + 1, least - 1, -1, Integer.MIN_VALUE}) {
      assertThat(refusalOf("train " + option + " " + value))
          .isEqualTo(
              name + " " + value + ": expected a whole number from " + least + " to " + most);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --learning-rate 0 | --learning-rate 0.0: expected a number above 0, at most 1000.0",
        "train --learning-rate NaN | --learning-rate NaN: expected a number above 0, at most 1000.0",
        "train --learning-rate Infinity | --learning-rate Infinity: expected a number above 0",
        "train --learning-rate 1e9 | --learning-rate 1.0E9: expected a number above 0, at most 1000.0",
        "train --gain 0 | --gain 0.0: expected a number above 0",
        "train --gain NaN | --gain NaN: expected a number above 0",
        "train --last-layer-gain -1 | --last-layer-gain -1.0: expected a number above 0",
        "train --hidden-size 1000000 | a network of 4,000,067,000,324 parameters with a batch of 32"
            + " and 27 characters needs about 64,008.8 GB; this machine has ",
        "experiment comparision | Invalid value for positional parameter at index 0 (EXPERIMENT):"
            + " expected one of comparison, loss-log, depth, learning-rate, range, context,"
            + " break-it but was",
        "experiment --variants=deep-nb | --variants: unknown variant 'deep-nb'; expected mlp",
        "experiment --seeds=0 | --seeds 0: expected a whole number from 1",
        "experiment --hidden-size=1000000 | a network of 4,000,067,000,324 parameters"
      })
  void wrongValueIsRefused(String line, String message) {
    assertThat(refusalOf(line)).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "--preset wavenet --block-size 6, 6, 2, 3",
    "--preset wavenet --block-size 16, 16, 2, 3",
    "--preset wavenet --block-size 1, 1, 2, 3",
    "--preset wavenet --hidden-layers 2, 8, 2, 2",
    "--preset wavenet --group-size 3, 8, 3, 3",
    "--group-size 2 --hidden-layers 1, 3, 2, 1",
    "--preset wavenet --group-size 1000 --hidden-layers 9, 8, 1000, 9"
  })
  void blockThatTheLayersCannotJoinIsRefused(String options, int block, int group, int layers) {
    assertThat(refusalOf("train " + options))
        .isEqualTo(
            String.format(
                "--block-size %d: expected a power of the group size %d, at most %d to the power of"
                    + " %d, the number of hidden layers",
                block, group, group, layers));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "train --steps many | Invalid value for option '--steps': 'many' is not an int",
        "train --learning-rate fast | Invalid value for option '--learning-rate': 'fast' is not a"
            + " double",
        "train --batch-norm=maybe | Invalid value for option '--batch-norm': 'maybe' is not a boolean",
        "train --init=plane | Invalid value for option '--init': expected one of plain, scaled but"
            + " was 'plane'",
        "train --preset depe-bn | Invalid value for option '--preset': expected one of mlp, mlp-bn,"
            + " deep, deep-bn, wavenet but was 'depe-bn'",
        "train --steps | Expected parameter for option '--steps' but found '--data'",
        "train more | Unmatched argument at index 1: 'more'",
        "train --stpes=5 | Unknown option: '--stpes=5'; did you mean --steps?",
        "train --learning_rate=0.1 | Unknown option: '--learning_rate=0.1'; did you mean"
            + " --learning-rate or --learning-rate-decay-at?",
        "experiment --seed=3 | Unknown option: '--seed=3'; did you mean --seeds?"
      })
  void wrongUsageIsRefusedWithAWordOnTheHelp(String line, String message) {
    assertThat(refusalOf(line))
        .isEqualTo(message + " (see makemore " + line.split(" ")[0] + " --help)");
  }

  @ParameterizedTest
  @CsvSource({"trian, train or experiment", "smaple, sample or plot", "evalute, evaluate"})
  void unknownCommandIsRefusedWithTheNearest(String command, String nearest) {
    assertThat(Invocation.of(command).refusal())
        .isEqualTo(
            "Unmatched argument at index 0: '%s'; did you mean %s? (see makemore --help)"
                .formatted(command, nearest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --data",
        "train --run",
        "plot --plots",
        "compare",
        "experiment depth --run"
      })
  void pathThatCannotBeIsRefused(String options) {
    String refusal = Invocation.ofLine(options + " a\0b").refusal();

    assertThat(refusal).startsWith("Invalid value for ");
    assertThat(refusal)
        .endsWith("'a\\x00b' is no path (see makemore " + options.split(" ")[0] + " --help)");
  }

  /** Whatever is wrong with data, their reader says so in the same way. */
  @ParameterizedTest
  @ValueSource(strings = {"train", "experiment"})
  void wrongDataAreRefusedBeforeAnythingIsWritten(String command) throws IOException {
    Path data = folder.resolve("words.txt");
    String[] args = {command, "--data=" + data, "--run=" + folder.resolve("run")};

    assertThat(Invocation.of(args).refusal())
        .isEqualTo(data + ": no such file; expected a text file of names");

    Files.writeString(data, "emma\nava\nmia\n");
    assertThat(Invocation.of(args).refusal())
        .isEqualTo("too few words for training, validation and test: 3; expected at least 6");
    assertThat(folder.toFile().list()).asList().containsExactly("words.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "experiment"})
  void folderOfSomethingElseIsRefusedAndLeft(String command) throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("thesis.txt"), "mine");

    assertThat(Invocation.of(command, "--run=" + run).refusal())
        .isEqualTo(run + ": is not empty and was not made by this command; expected a new folder");
    assertThat(run.toFile().list()).asList().containsExactly("thesis.txt");
  }

  @Test
  void verboseShowsWhereAnErrorCameFrom() {
    Invocation invocation = Invocation.of("--verbose", "--data=missing.txt");

    assertThat(invocation.err()).contains("\tat makemore.text.WordFile");
    assertThat(invocation.err()).contains("makemore: missing.txt: no such file");
    assertThat(invocation.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "train ", "sample ", "experiment "})
  void versionIsPrintedByEveryCommand(String command) {
    Invocation version = Invocation.ofLine(command + "--version");

    assertThat(version.status()).isEqualTo(0);
    assertThat(version.out())
        .matches("makemore .+, DJL 0\\.[0-9.]+, PyTorch 2[0-9.]+, Java [0-9].+, .+ .+ .+\\R");
    assertThat(version.out()).contains(System.getProperty("os.arch"));
  }

  @Test
  void helpIsNoError() {
    String help = Invocation.of("--help").done().out();

    assertThat(help).contains("train");
    assertThat(help).doesNotContain("completion");
    assertThat(help).contains("Exit status: 0 done, 1");
  }
}
