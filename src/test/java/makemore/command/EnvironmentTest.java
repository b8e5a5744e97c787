package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FilterWriter;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What surrounds the program is unlike what it expects: one line says so. */
class EnvironmentTest {

  @TempDir private Path folder;

  /** What a process printed, and its exit status. */
  private record Ended(int status, String output) {}

  private static Ended run(ProcessBuilder process) throws IOException, InterruptedException {
    Process started = process.start();
    byte[] output = started.getInputStream().readAllBytes();
    return new Ended(started.waitFor(), new String(output, StandardCharsets.UTF_8));
  }

  private Ended run(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    ProcessBuilder process = ProgramRun.of(folder, List.of(), List.of(args));
    process.environment().putAll(environment);
    return run(process);
  }

  private static void assertLine(Ended ended, String message) {
    assertThat(ended.output()).contains(message);
    assertThat(ended.output().lines().toList()).hasSize(1);
    assertThat(ended.status()).isEqualTo(2);
  }

  /** A writer of which every flush fails. */
  private static PrintWriter failing(String why) {
    return new PrintWriter(
        new FilterWriter(Writer.nullWriter()) {
          @Override
          public void flush() {
            throw new IOError(new IOException(why));
          }
        },
        true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "gradcheck --steps-of mlp"})
  void outputThatCannotBeWrittenIsOneLine(String line) {
    StringWriter err = new StringWriter();
    PrintWriter out = failing("No space left on device");
    assertThat(Program.run(out, new PrintWriter(err), line.split(" "))).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("makemore: cannot write to standard output: No space left on device");
  }

  @Test
  void closedPipeEndsTheProgramQuietly() {
    StringWriter err = new StringWriter();
    assertThat(Program.run(failing("Broken pipe"), new PrintWriter(err), "--help")).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void fullDeviceIsSeen() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
    ProcessBuilder process =
        ProgramRun.of(folder, List.of(), List.of("--version")).redirectErrorStream(false);
    process.redirectOutput(Path.of("/dev/full").toFile());
    Process started = process.start();
    String err = new String(started.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertLine(new Ended(started.waitFor(), err), "cannot write to standard output: No space");
  }

  /** Before JDK 18, as after it, the locale decides what a file's name is. */
  @Test
  void localeThatLacksALetterIsNamed() throws IOException, InterruptedException {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "the locale of other systems is not a variable");
    assertLine(run(Map.of("LC_ALL", "C"), "train", "--data=\u00C4.txt"), "set LC_ALL=C.UTF-8");
    assertLine(
        run(Map.of("LC_ALL", "C", "DJL_CACHE_DIR", "\u00FC"), "evaluate"), "set LC_ALL=C.UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"DJL_DEFAULT_ENGINE, MXNet", "PYTORCH_VERSION, 2.5.1"})
  void variableThatChoosesAnotherEngineIsNamed(String name, String value)
      throws IOException, InterruptedException {
    assertLine(run(Map.of(name, value), "evaluate"), "unset " + name + "=" + value);
  }

  @Test
  void jarWithoutItsLibrariesSaysWhatIsMissing() throws IOException, InterruptedException {
    Path classes = Path.of(System.getProperty("user.dir"), "target", "classes");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder process =
        new ProcessBuilder(java.toString(), "-cp", classes.toString(), "makemore.Main");
    Ended ended = run(process.redirectErrorStream(true));
    assertThat(ended.output()).contains("is missing; expected the folder lib");
    assertThat(ended.output().lines().toList()).hasSize(1);
    assertThat(ended.status()).isEqualTo(3);
  }

  @Test
  void examplesThatDoNotFitInTheHeapAreRefused() throws IOException, InterruptedException {
    Path data = Path.of("data", "names.txt").toAbsolutePath();
    List<String> args = List.of("train", "--block-size=1000", "--no-plots", "--data=" + data);
    ProcessBuilder java = ProgramRun.of(folder, List.of(), args);
    java.command().add(1, "-Xmx64m");
    assertLine(
        run(java),
        "makemore: out of memory (Java heap space); expected smaller sizes, less data, or a larger"
            + " heap (java -Xmx)");
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void temporaryFolderThatCannotBeWrittenIsNamed() {
    String usual = System.setProperty("java.io.tmpdir", folder.resolve("none").toString());
    try {
      assertThat(Invocation.of("evaluate").refusal())
          .startsWith(folder.resolve("none") + ": the temporary folder cannot be written");
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
  }
}
