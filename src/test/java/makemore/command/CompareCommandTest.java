package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BinaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("numbers")
class CompareCommandTest {

  private static String stateFile(String preset) throws URISyntaxException {
    return Path.of(
            CompareCommandTest.class.getResource("/makemore/verify/" + preset + ".npz").toURI())
        .toString();
  }

  @Test
  void everyTensorIsPrintedAndThenTheVerdict() throws Exception {
    Invocation command = Invocation.of("compare", stateFile("mlp-bn"));

    assertThat(command.status()).isEqualTo(0);

    assertThat(command.out())
        .containsMatch("batches +\\(10, 32\\) +exact +yes +0.0e\\+00 +0.0e\\+00 +0.0e\\+00");
    assertThat(command.out()).containsMatch("losses\\[10:100\\] +\\(90\\) +double +yes");
    assertThat(command.out()).containsMatch("losses\\[10:100\\] +\\(90\\) +single +yes");
    assertThat(command.out()).contains("PyTorch's machine: x86_64, AVX2; this machine");
    assertThat(command.out())
        .containsMatch("step0/output/layers.1 \\(BatchNorm1d\\) +\\(32, 200\\)");
    assertThat(command.out().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith(
            "the same as PyTorch 2.7.1+cu126: 47 of 47; furthest apart in double precision: ");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void jsonHasTheSame() throws Exception {
    Invocation command = Invocation.of("compare", stateFile("mlp-bn"), "--json");

    assertThat(command.status()).isEqualTo(0);

    JsonObject result = new Gson().fromJson(command.out(), JsonObject.class);
    assertThat(result.get("agrees").getAsBoolean()).isTrue();
    assertThat(result.getAsJsonArray("compared")).hasSize(47);
    JsonObject row = result.getAsJsonArray("compared").get(0).getAsJsonObject();
    assertThat(row.get("name").getAsString()).isEqualTo("initial/embedding.weight");
    assertThat(row.get("absolute").getAsDouble()).isLessThan(6e-6);
    assertThat(row.get("check").getAsString()).isAnyOf("EXACT", "KERNEL");
  }

  @Test
  void otherDataIsRefused(@TempDir Path folder) throws Exception {
    Path words = folder.resolve("words.txt");
    Files.writeString(words, "ann\nbob\n");

    Invocation command = Invocation.of("compare", stateFile("mlp"), "--data", words.toString());

    assertThat(command.status()).isEqualTo(2);

    assertThat(command.err()).contains("mlp.npz: is of other data: " + words + " has the SHA-256");
    assertThat(command.err().lines().count()).isEqualTo(1);
    assertThat(command.out()).isEmpty();
  }

  @Test
  void damagedStateFileIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state.npz");
    Files.writeString(file, "nothing");

    Invocation command = Invocation.of("compare", file.toString());

    assertThat(command.status()).isEqualTo(2);

    assertThat(command.err()).contains(file + ": is damaged or not a state file");
    assertThat(command.err().lines().count()).isEqualTo(1);
  }

  @Test
  void missingStateFileIsRefused() {
    Invocation command = Invocation.of("compare", "nowhere.npz");

    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("nowhere.npz: no such file");
  }

  @Test
  void stateFileHasToBeNamed() {
    Invocation command = Invocation.of("compare");

    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("FILE.npz");
  }

  /** Changes a right state file, each of whose arrays is given as bytes in a text. */
  private static Path changed(Path folder, String preset, BinaryOperator<String> change)
      throws Exception {
    Path changed = folder.resolve("changed.npz");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(Path.of(stateFile(preset))));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String array = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(change.apply(entry.getName(), array).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return changed;
  }

  /** Changes the header by characters of the same number. */
  private static Path changed(Path folder, String right, String wrong) throws Exception {
    return changed(folder, "mlp", (name, array) -> array.replace(right, wrong));
  }

  @Test
  void placeOfADifferenceIsSaid(@TempDir Path folder) throws Exception {
    Path losses =
        changed(folder, "deep-bn", (name, array) -> lastByteChanged("losses", name, array));

    Invocation command = Invocation.of("compare", losses.toString());

    assertThat(command.status()).isEqualTo(1);
    assertThat(command.out())
        .containsMatch(
            "the first is losses\\[1000:1001], .*; step 0 agrees, so look at the update");
  }

  @Test
  void layerOfADifferenceIsNamed(@TempDir Path folder) throws Exception {
    String output = "step0/output/layers.1";
    Path file = changed(folder, "deep-bn", (name, array) -> lastByteChanged(output, name, array));

    Invocation command = Invocation.of("compare", file.toString());

    assertThat(command.status()).isEqualTo(1);
    assertThat(command.out()).contains("the first is step0/output/layers.1 (BatchNorm1d), by ");
    assertThat(command.out()).doesNotContain("look at the update");
  }

  /** Changes the last number's exponent in one of the arrays. */
  private static String lastByteChanged(String changed, String name, String array) {
    int last = array.length() - 1;
    return name.equals(changed + ".npy")
        ? array.substring(0, last) + (char) (array.charAt(last) ^ 0x80)
        : array;
  }

  @Test
  void dataThatCannotBeAreRefused(@TempDir Path folder) throws Exception {
    Path file = changed(folder, "\"data/names.txt\"", "\"a\\u0000/nm.txt\"");

    Invocation command = Invocation.of("compare", file.toString());

    assertThat(command.err())
        .isEqualTo(
            "makemore: not a path: Nul character not allowed: a\\x00/nm.txt"
                + System.lineSeparator());
    assertThat(command.status()).isEqualTo(2);
  }

  @Test
  void escapeSequenceInTheHeaderIsShownHarmlessly(@TempDir Path folder) throws Exception {
    Path file = changed(folder, "\"2.7.1+cu126\"", "\"\\u001b[2J\u00c2\u009b\"");

    Invocation command = Invocation.of("compare", file.toString());

    assertThat(command.out()).contains("the same as PyTorch \\x1b[2J\\x9b: ");
  }

  @Test
  void escapeSequenceInTheHeaderIsEscapedInJson(@TempDir Path folder) throws Exception {
    Path file = changed(folder, "\"2.7.1+cu126\"", "\"\\u001b[2J\u00c2\u009b\"");

    Invocation command = Invocation.of("compare", "--json", file.toString());

    assertThat(command.out()).contains("\"torch\": \"\\u001b[2J\\u009b\"");
  }
}
