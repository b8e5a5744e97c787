package makemore;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import makemore.command.Invocation;
import makemore.command.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the README and the pages that it links to say is so. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Path EQUALITY = Path.of("src", "reference", "README.md");
  private static final Path TESTS = Path.of("src", "test", "java", "makemore", "verify");
  private static final String RUN = "java -jar target/makemore.jar ";

  @TempDir private Path folder;

  /** All pages of the project, wherever they are. */
  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches("(target|runs|\\.git)[/\\\\].*"))
          .toList();
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void readmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README).size()).isAtMost(180);
  }

  @Test
  void javaExamplesAreInTheTests() throws IOException {
    String tests =
        Files.readString(TESTS.resolve("Relu.java"))
            + Files.readString(TESTS.resolve("GradientCheckTest.java"))
            + Files.readString(LibraryTest.PROGRAM);
    assertThat(pages()).containsAtLeast(README, EQUALITY, Path.of(".github", "CONTRIBUTING.md"));
    int examples = 0;
    for (Path page : pages()) {
      for (String example : found("```java\n(.*?)```", Files.readString(page))) {
        assertThat(tests).contains(example.strip());
        examples++;
      }
    }
    assertThat(examples).isEqualTo(3);
  }

  @Test
  void everyOptionOfTrainIsNamed() throws IOException {
    List<String> options =
        found("(?m)^  (?:    |-., )(--[^ =\\s]+)", Invocation.ofLine("train --help").out());

    assertThat(options).contains("--preset");
    assertThat(options.size()).isGreaterThan(20);
    for (String option : options) {
      if (!List.of("--help", "--version").contains(option)) {
        assertWithMessage(option).that(Files.readString(README)).contains(option);
      }
    }
  }

  @Test
  void everyCommandIsNamed() throws IOException {
    List<String> commands = found("(?m)^  ([a-z]+)  ", Invocation.of("--help").out());

    assertThat(commands).containsAtLeast("train", "experiment", "gradcheck");
    for (String command : commands) {
      if (!command.equals("help")) {
        assertThat(Files.readString(README)).contains("| `" + command);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    for (String link : found("(?:\\]\\(|src=\"|href=\")([^)\"]+)", Files.readString(page))) {
      if (!link.startsWith("http")) {
        String[] parts = link.split("#");
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        assertWithMessage(link).that(Files.exists(file)).isTrue();
        if (parts.length > 1) {
          assertWithMessage(link).that(anchors(file)).contains(parts[1]);
        }
      }
    }
  }

  private static List<String> anchors(Path page) throws IOException {
    return found("(?m)^#+ ([^\n]+)$", Files.readString(page)).stream()
        .map(title -> title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
        .map(title -> title.replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandIsUnderstood(Path page) throws IOException {
    String text = Files.readString(page);
    Stream<String> jar = found(RUN + "([^\n`]+)", text).stream();
    Stream<String> maven = found("-Dexec.args=\"([^\"]+)\"", text).stream();

    Stream.concat(jar, maven).forEach(ReadmeTest::parse);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileOfTheSourceIsThere(Path page) throws IOException {
    for (String file : found("[ `](src/[\\w/.-]+\\w)", Files.readString(page))) {
      assertWithMessage(file).that(Files.exists(Path.of(file))).isTrue();
    }
  }

  @Test
  void unknownOptionIsFound() {
    assertThrows(ParameterException.class, () -> parse("train --step 3"));
  }

  private static void parse(String command) {
    new CommandLine(new Program())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(command.trim().split(" +"));
  }

  @Test
  void trainPrintsWhatTheReadmeSays() throws IOException {
    String said = found("prints.*?:\n\n(.*?)\n\n", Files.readString(README)).get(0);
    String printed =
        Invocation.ofLine("train --steps 1 --no-plots --run " + folder.resolve("run")).done().out();
    String gallery = Files.readString(Path.of("plots", "index.html"));

    assertThat(said.lines().count()).isEqualTo(10);
    for (String line : said.lines().map(String::strip).toList()) {
      if (line.matches("(data|examples|total).*")) {
        assertThat(printed).contains(line);
      } else if (line.startsWith("0/")) {
        assertThat(printed).contains(line.replaceAll(".*/ *\\d+", ""));
      } else if (line.matches(".* loss +[.0-9]+|[a-z]+")) {
        assertThat(gallery).contains(line.replaceAll(".* ", ""));
      }
    }
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"--preset deep --init plain, 19.8, 3.3", "--preset deep-bn --init plain, 4.0, 2.5"})
  void experimentDoesWhatTheReadmeSays(String network, double first, double validation)
      throws IOException {
    String command = "train " + network + " --steps 2000 --run ";
    String printed = Invocation.ofLine(command + folder.resolve("run")).done().out();

    assertThat(Files.readString(README)).contains(RUN + command);
    assertThat(value("([.0-9]+) in the first batch", printed)).isWithin(0.05).of(first);
    assertThat(value("validation loss +([.0-9]+)", printed)).isWithin(0.05).of(validation);
  }

  private static double value(String pattern, String text) {
    return Double.parseDouble(found(pattern, text).get(0));
  }

  @Tag("long")
  @Test
  void compareHasTheRowsThatThePageShows() throws IOException {
    String printed = Invocation.of("compare").done().out();
    List<String> rows =
        found("\n    ([^\n]+?) +(?:exact|double|single) +yes", Files.readString(EQUALITY));

    assertThat(rows).hasSize(12);
    for (String row : rows) {
      assertThat(printed).contains(row);
    }
  }
}
