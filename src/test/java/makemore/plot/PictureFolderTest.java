package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

  @TempDir Path path;

  private final List<Chart> charts = List.of(new ExampleCharts().tanh());
  private final HtmlPage page = new HtmlPage("Page", List.of(), List.of(), charts);

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void thePageAndItsScriptAreAllThereIs() throws IOException {
    Path file = new PictureFolder(path).write(page);
    assertThat(file).isEqualTo(path.resolve("index.html"));
    assertThat(Files.readString(file)).isEqualTo(page.html());
    assertThat(names()).containsExactly("index.html", "plotly-cartesian.min.js");
  }

  @Test
  void anImageIsNamedAfterItsChart() throws IOException {
    new PictureFolder(path).write(charts);
    assertThat(names()).containsExactly("tanh.png");
    assertThat(Files.readAllBytes(path.resolve("tanh.png")))
        .isEqualTo(PngRenderer.png(charts.get(0)));
  }

  @Test
  void takesThePlaceOfWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(path.resolve("tanh.png"), "old");
    new PictureFolder(path).write(charts);
    assertThat(Files.size(file)).isGreaterThan(1000L);
    assertThat(names()).containsExactly("tanh.png");
  }

  @Test
  void leavesNothingWhereItFails() throws IOException {
    Files.createDirectories(path.resolve("tanh.png").resolve("full"));
    assertThrows(IOException.class, () -> new PictureFolder(path).write(charts));
    assertThat(names()).containsExactly("tanh.png");
  }

  @Test
  void aMissingFolderIsReported() {
    PictureFolder missing = new PictureFolder(path.resolve("missing"));
    assertThrows(IOException.class, () -> missing.write(page));
    assertThrows(IOException.class, () -> missing.write(charts));
  }
}
