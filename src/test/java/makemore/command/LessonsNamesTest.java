package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the lesson's own list the program prints what the lesson shows. */
@Tag("names-makemore")
@Tag("numbers")
class LessonsNamesTest {

  private static final Path DATA = Path.of("data", "names-makemore.txt");

  @ParameterizedTest
  @CsvSource({"mlp-bn, '12,097', 3.3239", "deep-bn, '47,024', 3.2870"})
  void firstLossIsTheLessons(String preset, String parameters, String loss, @TempDir Path folder) {
    assumeTrue(Files.exists(DATA), "data/names-makemore.txt is missing, see data/README.md");
    String where = " --data " + DATA + " --run " + folder;

    List<String> lines =
        Invocation.ofLine("--no-plots --steps 1 --preset " + preset + where).done().lines();

    assertThat(lines).contains("examples: 182,625 to train, 22,655 to validate, 22,866 to test");
    assertThat(lines.stream().filter(line -> line.matches("total +" + parameters))).hasSize(1);
    assertThat(lines).contains("      0/      1: " + loss);
  }
}
