package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("numbers")
class CompareCommandTest {

  /** In the header this has as many characters, of which two would clear the screen. */
  private static final String TORCH = "\"2.7.1+cu126\"";

  private static final String HARMFUL = "\"\\u001b[2J\u00c2\u009b\"";

  @TempDir private Path folder;

  /** Writes a right state file with changes to its arrays, each given as bytes in a text. */
  private String changed(String preset, BinaryOperator<String> change) throws IOException {
    Path changed = folder.resolve(preset + ".npz");
    InputStream right = getClass().getResourceAsStream("/makemore/verify/few/" + preset + ".npz");
    try (ZipInputStream in = new ZipInputStream(right);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String array = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(change.apply(entry.getName(), array).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return changed.toString();
  }

  /** Changes the sign of an array's last number. */
  private static String signChanged(String array) {
    int last = array.length() - 1;
    return array.substring(0, last) + (char) (array.charAt(last) ^ 0x80);
  }

  @Test
  void everyTensorIsPrintedAndThenTheVerdict() throws IOException {
    String file = changed("mlp-bn", (name, array) -> array.replace(TORCH, HARMFUL));

    String out = Invocation.of("compare", file).done().out();

    assertThat(out)
        .containsMatch("batches +\\(10, 32\\) +exact +yes +0.0e\\+00 +0.0e\\+00 +0.0e\\+00");
    assertThat(out).containsMatch("losses\\[10:100\\] +\\(90\\) +double +yes");
    assertThat(out).containsMatch("losses\\[10:100\\] +\\(90\\) +single +yes");
    assertThat(out).contains("PyTorch's machine: x86_64, AVX2; this machine");
    assertThat(out).containsMatch("step0/output/layers.1 \\(BatchNorm1d\\) +\\(32, 24\\)");
    assertThat(out.lines().reduce((first, last) -> last).orElseThrow())
        .startsWith(
            "the same as PyTorch \\x1b[2J\\x9b: 45 of 45; furthest apart in double precision: ");
  }

  @Test
  void layerOfADifferenceIsNamed() throws IOException {
    String changed = "step0/output/layers.1.npy";
    String file =
        changed("mlp-bn", (name, array) -> name.equals(changed) ? signChanged(array) : array);

    Invocation command = Invocation.of("compare", file);

    assertThat(command.status()).isEqualTo(1);
    assertThat(command.out()).contains("the first is step0/output/layers.1 (BatchNorm1d), by ");
    assertThat(command.out()).doesNotContain("look at the update");
  }

  private String otherLosses() throws IOException {
    return changed(
        "mlp",
        (name, array) ->
            name.equals("losses.npy") ? signChanged(array) : array.replace(TORCH, HARMFUL));
  }

  @Test
  void placeOfADifferenceIsSaid() throws IOException {
    Invocation command = Invocation.of("compare", otherLosses());

    assertThat(command.status()).isEqualTo(1);
    assertThat(command.out()).contains("DIFFERENT from PyTorch \\x1b[2J\\x9b: 1 of ");
    assertThat(command.out())
        .containsMatch("the first is losses\\[100:101], .*; step 0 agrees, so look at the update");
  }

  @Test
  void jsonHasTheSame() throws IOException {
    Invocation command = Invocation.of("compare", "--json", otherLosses());

    assertThat(command.status()).isEqualTo(1);
    assertThat(command.out()).contains("\"torch\": \"\\u001b[2J\\u009b\"");
    JsonObject result = JsonParser.parseString(command.out()).getAsJsonObject();
    assertThat(result.get("agrees").getAsBoolean()).isFalse();
    JsonObject row = result.getAsJsonArray("compared").get(0).getAsJsonObject();
    assertThat(row.get("name").getAsString()).isEqualTo("initial/embedding.weight");
    assertThat(row.get("absolute").getAsDouble()).isLessThan(6e-6);
    assertThat(row.get("check").getAsString()).isAnyOf("EXACT", "KERNEL");
  }

  @Test
  void otherDataAreRefused() throws IOException {
    String file = changed("mlp", (name, array) -> array);
    Path words = Files.writeString(folder.resolve("words.txt"), "ann\nbob\n");

    assertThat(Invocation.of("compare", file, "--data", words.toString()).refusal())
        .startsWith(file + ": is of other data: " + words + " has the SHA-256 ");
  }

  @Test
  void dataThatCannotBeAreRefused() throws IOException {
    String file = changed("mlp", (name, array) -> array.replace("few/names.txt", "\\u0000/nm.txt"));

    assertThat(Invocation.of("compare", file).refusal())
        .isEqualTo(
            "not a path: Nul character not allowed: src/test/resources/makemore/verify/\\x00/nm.txt");
  }

  @Test
  void damagedOrMissingStateFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("state.npz"), "nothing");

    assertThat(Invocation.of("compare", file.toString()).refusal())
        .contains(file + ": is damaged or not a state file");
    assertThat(Invocation.of("compare", "nowhere.npz").refusal())
        .startsWith("nowhere.npz: no such file");
  }

  /** With the run of PyTorch that ships with the program: no file, no Python. */
  @Test
  void presetIsComparedWithoutAFile() {
    String out = Invocation.of("compare", "--preset=mlp-bn").done().out();
    assertThat(out).contains("losses[0:10]");
    assertThat(out.lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("the same as PyTorch 2.7.1");
  }

  @Test
  @Tag("long")
  void allPresetsAreComparedInALineEach() {
    List<String> lines = Invocation.of("compare", "--all").done().lines();
    assertThat(lines.stream().map(line -> line.replaceFirst(" PyTorch .*", "")).toList())
        .containsExactly(
            "mlp: the same as",
            "mlp-bn: the same as",
            "deep: the same as",
            "deep-bn: the same as",
            "wavenet: the same as")
        .inOrder();
  }

  @ParameterizedTest
  @CsvSource({
    "--all --preset=mlp,      --all are mutually exclusive",
    "--preset=big,            'big'",
    "--data=nowhere.txt,      nowhere.txt: no such file"
  })
  void otherQuestionsAreRefused(String options, String message) {
    assertThat(Invocation.ofLine("compare " + options).refusal()).contains(message);
  }
}
