package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Program.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static String stateFile(String preset) throws URISyntaxException {
    return Path.of(
            CompareCommandTest.class.getResource("/makemore/verify/" + preset + ".npz").toURI())
        .toString();
  }

  @Test
  void everyTensorIsPrintedAndThenTheVerdict() throws Exception {
    assertThat(run("compare", stateFile("mlp-bn"))).isEqualTo(0);

    assertThat(out.toString())
        .containsMatch("initial/embedding.weight +\\(27, 10\\) +yes +yes +0.0e\\+00 +0.0e\\+00");
    assertThat(out.toString()).containsMatch("losses\\[10:1001\\] +\\(991\\) +no +yes");
    assertThat(out.toString().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("the same as PyTorch 2.7.1+cu126: 35 of 35, of which ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void jsonHasTheSame() throws Exception {
    assertThat(run("compare", stateFile("mlp-bn"), "--json")).isEqualTo(0);

    JsonObject result = new Gson().fromJson(out.toString(), JsonObject.class);
    assertThat(result.get("agrees").getAsBoolean()).isTrue();
    assertThat(result.getAsJsonArray("compared")).hasSize(35);
    JsonObject row = result.getAsJsonArray("compared").get(0).getAsJsonObject();
    assertThat(row.get("name").getAsString()).isEqualTo("initial/embedding.weight");
    assertThat(row.getAsJsonObject("difference").get("absolute").getAsDouble()).isEqualTo(0);
  }

  @Test
  void otherDataIsRefused(@TempDir Path folder) throws Exception {
    Path words = folder.resolve("words.txt");
    Files.writeString(words, "ann\nbob\n");

    assertThat(run("compare", stateFile("mlp"), "--data", words.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("mlp.npz: is of other data: " + words + " has the SHA-256");
    assertThat(err.toString().lines().count()).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void damagedStateFileIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state.npz");
    Files.writeString(file, "nothing");

    assertThat(run("compare", file.toString())).isEqualTo(2);

    assertThat(err.toString()).contains(file + ": is damaged or not a state file");
    assertThat(err.toString().lines().count()).isEqualTo(1);
  }

  @Test
  void missingStateFileIsRefused() {
    assertThat(run("compare", "nowhere.npz")).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere.npz: no such file");
  }

  @Test
  void stateFileHasToBeNamed() {
    assertThat(run("compare")).isEqualTo(2);
    assertThat(err.toString()).contains("FILE.npz");
  }
}
