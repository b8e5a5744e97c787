package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the lesson's own list, against the lesson's numbers and those of PyTorch on it. */
@Tag("names-makemore")
@Tag("numbers")
class LessonsNamesTest {

  private static final Path DATA = Path.of("data", "names-makemore.txt");
  private static final Path PYTORCHS =
      Path.of("src", "test", "resources", "makemore", "verify", "names-makemore.json");

  @TempDir private Path folder;

  @BeforeEach
  void needNames() {
    assumeTrue(Files.exists(DATA), "data/names-makemore.txt is missing, see data/README.md");
  }

  private Invocation train(String options) {
    Invocation train =
        Invocation.ofLine("--no-plots --data " + DATA + " --run " + folder + " " + options);
    assertThat(train.err()).isEmpty();
    assertThat(train.status()).isEqualTo(0);
    return train;
  }

  @Test
  void firstLossOfMlpBnIsTheLessons() {
    List<String> lines = train("--steps 1 --preset mlp-bn").lines();

    assertThat(lines.stream().filter(line -> line.matches("total +12,097")).toList()).hasSize(1);
    assertThat(lines).contains("      0/      1: 3.3239");
  }

  @Test
  void thousandStepsAreTheLessons() throws IOException {
    List<String> lines = train("--steps 1001").lines();

    assertThat(lines).contains("examples: 182,625 to train, 22,655 to validate, 22,866 to test");
    assertThat(lines.stream().filter(line -> line.matches("total +47,024")).toList()).hasSize(1);
    assertThat(lines).contains("      0/   1001: 3.2870");
    assertThat(lines).contains("   1000/   1001: 2.2807");
    JsonObject pytorchs =
        JsonParser.parseString(Files.readString(PYTORCHS))
            .getAsJsonObject()
            .getAsJsonObject("deep-bn");
    assertThat(pytorchs.getAsJsonObject("losses").keySet()).contains("1000");
    List<String> csv = Files.readAllLines(folder.resolve("loss.csv"));
    for (Map.Entry<String, JsonElement> loss : pytorchs.getAsJsonObject("losses").entrySet()) {
      String[] row = csv.get(1 + Integer.parseInt(loss.getKey())).split(",");
      assertThat(row[0]).isEqualTo(loss.getKey());
      // Sixteen times the distance of a float32 between 2 and 4 to the next.
      assertThat(Float.parseFloat(row[1])).isWithin(4e-6f).of(loss.getValue().getAsFloat());
    }
    List<String> names =
        pytorchs.getAsJsonArray("names").asList().stream().map(JsonElement::getAsString).toList();
    assertThat(names).hasSize(20);
    assertThat(lines).containsAtLeastElementsIn(names).inOrder();
  }
}
