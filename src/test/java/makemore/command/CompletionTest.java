package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script with which a shell completes what a person types. */
class CompletionTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "gradc, gradcheck",
    "train --learning-rate-, --learning-rate-decay-at",
    "train --preset deep-, deep-bn",
    "experiment brea, break-it",
    "train --no-such-option, ''",
    "nothing, ''"
  })
  void bashCompletesCommandsOptionsAndTheirValues(String typed, String completed)
      throws IOException, InterruptedException {
    assumeTrue(ProgramRun.works("bash", "--version"), "bash is not installed");
    String script = Invocation.of("generate-completion").done().out();
    Files.writeString(folder.resolve("completion"), script);
    // Outside of a completion bash's own compopt would complain.
    String complete =
        "source completion; compopt() { :; }; COMP_WORDS=(makemore %s);"
            + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_makemore; echo \"${COMPREPLY[@]}\"";
    Process bash =
        new ProcessBuilder("bash", "-c", complete.formatted(typed))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();

    byte[] output = bash.getInputStream().readAllBytes();

    assertThat(new String(output, StandardCharsets.UTF_8).strip()).isEqualTo(completed);
    assertThat(bash.waitFor()).isEqualTo(0);
  }
}
