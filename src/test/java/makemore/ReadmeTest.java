package makemore;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import makemore.command.Program;
import org.junit.jupiter.api.Test;

/** What the README says is so. */
class ReadmeTest {

  private static final Path TESTS = Path.of("src", "test", "java", "makemore", "verify");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static List<String> found(String pattern, int group, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(group))
        .toList();
  }

  @Test
  void javaExamplesAreInTheTests() throws IOException {
    String tests =
        Files.readString(TESTS.resolve("Relu.java"))
            + Files.readString(TESTS.resolve("GradientCheckTest.java"))
            + Files.readString(LibraryTest.PROGRAM);
    List<String> examples = found("```java\n(.*?)```", 1, readme());

    assertThat(examples).hasSize(3);
    for (String example : examples) {
      assertThat(tests).contains(example.strip());
    }
  }

  @Test
  void everyOptionOfTrainIsNamed() throws IOException {
    StringWriter help = new StringWriter();
    Program.run(new PrintWriter(help), new PrintWriter(help), "train", "--help");

    List<String> options = found("(?m)^  (?:    |-., )(--[^ =\\s]+)", 1, help.toString());
    assertThat(options).contains("--preset");
    assertThat(options.size()).isGreaterThan(20);
    for (String option : options) {
      if (!List.of("--help", "--version").contains(option)) {
        assertWithMessage(option).that(readme()).contains(option);
      }
    }
  }

  @Test
  void everyCommandIsNamed() throws IOException {
    StringWriter help = new StringWriter();
    Program.run(new PrintWriter(help), new PrintWriter(help), "--help");

    List<String> commands = found("(?m)^  ([a-z]+)  ", 1, help.toString());
    assertThat(commands).containsAtLeast("train", "experiment", "gradcheck");
    for (String command : commands) {
      if (!command.equals("help")) {
        assertThat(readme()).contains("| `" + command);
      }
    }
  }

  @Test
  void everyLinkedFileIsThere() throws IOException {
    List<String> links = found("\\]\\(([^)#]+)\\)", 1, readme());

    assertThat(links.size()).isGreaterThan(10);
    for (String link : links) {
      if (!link.startsWith("http")) {
        assertWithMessage(link).that(Files.exists(Path.of(link))).isTrue();
      }
    }
  }
}
