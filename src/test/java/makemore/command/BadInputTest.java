package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong input of {@code train} is one clear line, exit status 2, and nothing written. */
class BadInputTest {

  @TempDir private Path folder;

  private void assertRefused(List<String> args, String message) {
    Invocation invocation = Invocation.of(args.toArray(String[]::new));

    assertThat(invocation.err()).isEqualTo("makemore: " + message + System.lineSeparator());
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.out()).isEmpty();
  }

  private void assertTrainRefuses(String options, String message) {
    assertTrainRefuses(Invocation.writeNames(folder, 300), options, message);
  }

  private void assertTrainRefuses(Path data, String options, String message) {
    Path run = folder.resolve("run");
    Stream<String> given = Stream.of(options.split(" ")).filter(option -> !option.isEmpty());

    assertRefused(
        Stream.concat(
                Stream.of(
                    "train", "--no-plots", "--data", data.toString(), "--run", run.toString()),
                given)
            .toList(),
        message);

    assertThat(Files.exists(run)).isFalse();
  }

  private void assertDataRefused(byte[] bytes, String message) throws IOException {
    Path data = Files.write(folder.resolve("words.txt"), bytes);

    assertTrainRefuses(data, "", data + message);
  }

  private void assertDataRefused(String text, String message) throws IOException {
    assertDataRefused(text.getBytes(StandardCharsets.UTF_8), message);
  }

  @ParameterizedTest
  @CsvSource({
    "--steps, '100,000,000'",
    "--block-size, '1,000,000'",
    "--embedding-size, '1,000,000'",
    "--hidden-size, '1,000,000'",
    "--hidden-layers, '1,000'",
    "--learning-rate-decay-at, '2,147,483,647'",
    "--threads, '1,024'"
  })
  void numberBelowOneIsRefused(String option, String most) {
    for (String value : List.of("0", "-1", "-2147483648")) {
      assertTrainRefuses(
          option + " " + value,
          option + " " + value + ": expected a whole number from 1 to " + most);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--steps 100000001, 1, '100,000,000'",
    "--block-size 1000001, 1, '1,000,000'",
    "--embedding-size 1000001, 1, '1,000,000'",
    "--hidden-size 1000001, 1, '1,000,000'",
    "--hidden-layers 1001, 1, '1,000'",
    "--batch-size 1000001, 2, '1,000,000'",
    "--threads 1025, 1, '1,024'"
  })
  void absurdNumberIsRefused(String option, int least, String most) {
    assertTrainRefuses(option, option + ": expected a whole number from " + least + " to " + most);
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
    assertTrainRefuses(
        options,
        String.format(
            "--block-size %d: expected a power of the group size %d, at most %d to the power of %d,"
                + " the number of hidden layers",
            block, group, group, layers));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 0, -2, 1_000_001})
  void groupSizeOutOfItsRangeIsRefused(int size) {
    assertTrainRefuses(
        "--group-size " + size,
        "--group-size " + size + ": expected a whole number from 2 to 1,000,000");
  }

  @ParameterizedTest
  @CsvSource({"deep-bn, 1, 2", "mlp-bn, 1, 2", "deep-bn, 0, 2", "mlp, 0, 1", "deep, -3, 1"})
  void batchTooSmallForThePresetIsRefused(String preset, int batchSize, int least) {
    assertTrainRefuses(
        "--preset " + preset + " --batch-size " + batchSize,
        "--batch-size " + batchSize + ": expected a whole number from " + least + " to 1,000,000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--steps",
        "--batch-size",
        "--block-size",
        "--embedding-size",
        "--hidden-size",
        "--hidden-layers",
        "--learning-rate-decay-at",
        "--threads"
      })
  void whatIsNoWholeNumberIsRefused(String option) {
    for (String value : List.of("many", "1.5", "1e3", "99999999999", "NaN")) {
      assertTrainRefuses(
          option + " " + value,
          "Invalid value for option '"
              + option
              + "': '"
              + value
              + "' is not an int (see makemore train --help)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seed", "--sample-seed"})
  void seedThatIsNoWholeNumberIsRefused(String option) {
    assertTrainRefuses(
        option + " x",
        "Invalid value for option '" + option + "': 'x' is not a long (see makemore train --help)");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "-0.1, -0.1", "NaN, NaN", "Infinity, Infinity", "1e9, 1.0E9"})
  void learningRateOutOfRangeIsRefused(String given, String shown) {
    assertTrainRefuses(
        "--learning-rate " + given,
        "--learning-rate " + shown + ": expected a number above 0, at most 1000.0");
  }

  @Test
  void learningRateThatIsNoNumberIsRefused() {
    assertTrainRefuses(
        "--learning-rate fast",
        "Invalid value for option '--learning-rate': 'fast' is not a double (see makemore train"
            + " --help)");
  }

  @Test
  void optionWithoutItsValueIsRefused() {
    assertTrainRefuses(
        "--steps",
        "Missing required parameter for option '--steps' (N) (see makemore train --help)");
  }

  @Test
  void networkThatWouldNotFitIsRefusedWithItsSize() {
    Invocation invocation =
        Invocation.ofLine(
            "train --hidden-size 1000000 --data "
                + Invocation.writeNames(folder, 300)
                + " --run "
                + folder.resolve("run"));

    assertThat(invocation.err())
        .matches(
            "makemore: a network of 4,000,067,000,324 parameters with a batch of 32 and 27 characters needs"
                + " about 64,008\\.8 GB; this machine has [0-9,.]+ GB; expected smaller sizes\\R");
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(Files.exists(folder.resolve("run"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"depe-bn", "mlp.bn", "dep"})
  void unknownPresetIsRefusedWithThoseThereAre(String preset) {
    assertTrainRefuses(
        "--preset " + preset,
        "Invalid value for option '--preset': expected one of mlp, mlp-bn, deep, deep-bn, wavenet but was '"
            + preset
            + "' (see makemore train --help)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--stpes 5 | Unknown options: '--stpes', '5' | --steps",
        "--learning_rate=0.1 | Unknown option: '--learning_rate=0.1' | --learning-rate or"
            + " --learning-rate-decay-at",
        "--hiden-size 5 | Unknown options: '--hiden-size', '5' | --hidden-size or --hidden-layers",
        "--quite | Unknown option: '--quite' | --quiet"
      })
  void unknownOptionIsRefusedWithTheNearest(String options, String message, String nearest) {
    assertTrainRefuses(
        options, message + "; did you mean " + nearest + "? (see makemore train --help)");
  }

  @ParameterizedTest
  @CsvSource({"trian, train or experiment", "smaple, sample or plot", "evalute, evaluate"})
  void unknownCommandIsRefusedWithTheNearest(String command, String nearest) {
    assertRefused(
        List.of(command),
        "Unmatched argument at index 0: '"
            + command
            + "'; did you mean "
            + nearest
            + "? (see makemore --help)");
  }

  @Test
  void argumentWhereNoneIsTakenIsRefused() {
    assertTrainRefuses("more", "Unmatched argument at index 6: 'more' (see makemore train --help)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --data",
        "train --run",
        "train --plots",
        "sample --run",
        "evaluate --run",
        "plot --run",
        "plot --plots",
        "compare --data",
        "experiment depth --data",
        "experiment depth --run"
      })
  void pathThatCannotBeIsRefused(String options) {
    String[] words = (options + " a\0b").split(" ");

    assertRefused(
        List.of(words),
        "Invalid value for option '"
            + words[words.length - 2]
            + "': cannot convert 'a\\x00b' to interface java.nio.file.Path"
            + " (java.nio.file.InvalidPathException: Nul character not allowed: a\\x00b) (see"
            + " makemore "
            + words[0]
            + " --help)");
  }

  @Test
  void fileThatCannotBeIsRefused() {
    Invocation invocation = Invocation.of("compare", "a\0b");

    assertThat(invocation.err()).contains("Nul character not allowed: a\\x00b) (see ");
    assertThat(invocation.err().lines().toList()).hasSize(1);
    assertThat(invocation.status()).isEqualTo(2);
  }

  @Test
  void missingDataAreRefused() {
    Path data = folder.resolve("missing.txt");

    assertTrainRefuses(data, "", data + ": no such file; expected a text file of names");
  }

  @Test
  void folderInPlaceOfDataIsRefused() {
    assertTrainRefuses(folder, "", folder + ": is a folder; expected a text file of names");
  }

  @Test
  void dataWithoutPermissionAreRefused() throws IOException {
    Path data = Files.writeString(folder.resolve("secret.txt"), "emma\n");
    assumeTrue(data.toFile().setReadable(false), "this file system has no read permission");
    assumeTrue(!Files.isReadable(data), "this user, root perhaps, may read everything");

    assertTrainRefuses(data, "", data + ": cannot be read (permission denied)");
  }

  @Test
  void emptyDataAreRefused() throws IOException {
    assertDataRefused("", ": is empty; expected one word per line");
  }

  @Test
  void onlyBlankLinesAreRefused() throws IOException {
    assertDataRefused("\r\n \n\t\n", ": has only blank lines; expected one word per line");
  }

  @Test
  void otherEncodingIsRefusedWithLineAndByte() throws IOException {
    assertDataRefused(
        "emma\nZo\u00EB\n".getBytes(StandardCharsets.ISO_8859_1),
        ", line 2, byte 3: 0xEB is not UTF-8; expected a UTF-8 text file");
  }

  @Test
  void endCharacterIsRefusedWithItsLine() throws IOException {
    assertDataRefused(
        "emma\n\nann.e\n", ", line 3: contains '.', which is reserved for the end of a word");
  }

  @Test
  void wordTooLongIsRefusedWithItsLine() throws IOException {
    assertDataRefused(
        "emma\n" + "a".repeat(10_001) + "\n",
        ", line 2: a word of 10,001 characters; expected at most 10,000");
  }

  @Test
  void tooFewWordsAreRefused() throws IOException {
    Path data = Files.writeString(folder.resolve("few.txt"), "emma\nava\nmia\n");

    assertTrainRefuses(
        data, "", "3 words are too few for training, validation and test; expected at least 6");
  }

  private void assertRunRefused(Path run, String message) {
    Path data = Invocation.writeNames(folder, 300);

    Invocation invocation = Invocation.ofLine("--no-plots --data " + data + " --run " + run);

    assertThat(invocation.err()).startsWith("makemore: " + run + message);
    assertThat(invocation.err().lines().toList()).hasSize(1);
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.out()).isEmpty();
  }

  @Test
  void fileInPlaceOfTheRunFolderIsRefused() throws IOException {
    Path run = Files.writeString(folder.resolve("run"), "mine");

    assertRunRefused(run, ": the folder cannot be written (");
    assertThat(Files.readString(run)).isEqualTo("mine");
  }

  @Test
  void runFolderBelowAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertRunRefused(file.resolve("run"), ": the folder cannot be written (");
  }

  @Test
  void runFolderWithoutPermissionIsRefused() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    assumeTrue(run.toFile().setWritable(false), "this file system has no write permission");
    assumeTrue(!Files.isWritable(run), "this user, root perhaps, may write everywhere");

    assertRunRefused(run, ": the folder cannot be written (");
  }

  @Test
  void folderOfSomethingElseIsRefusedAndLeft() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("thesis.txt"), "mine");

    assertRunRefused(run, ": is not empty and was not made by this command; expected a new folder");
    assertThat(run.toFile().list()).asList().containsExactly("thesis.txt");
  }

  @Test
  void verboseShowsWhereAnErrorCameFrom() {
    Invocation invocation =
        Invocation.of("--verbose", "--data", folder.resolve("missing.txt").toString());

    assertThat(invocation.err()).contains("\tat makemore.text.WordFile");
    assertThat(invocation.err()).contains("makemore: " + folder.resolve("missing.txt"));
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
    Invocation help = Invocation.of("--help");

    assertThat(help.status()).isEqualTo(0);
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("train");
    assertThat(help.out()).contains("Exit status: 0 done, 1");
  }
}
