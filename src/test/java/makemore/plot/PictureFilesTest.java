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

/** The files of a page and of images: each is there completely or not at all. */
class PictureFilesTest {

  @TempDir Path path;

  private final List<Chart> charts = List.of(new ExampleCharts().tanh());
  private final HtmlPage page = ExampleCharts.page("Page", List.of(), List.of(), charts);

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void thePageAndItsScriptAreAllThereIs() throws IOException {
    Path file = page.write(path);
    assertThat(file).isEqualTo(path.resolve("index.html"));
    assertThat(Files.readString(file)).isEqualTo(page.html());
    assertThat(names()).containsExactly("index.html", "plotly-cartesian.min.js");
  }

  @Test
  void anImageIsNamedAfterItsChart() throws IOException {
    PngRenderer.write(charts, path);
    assertThat(names()).containsExactly("tanh.png");
    assertThat(Files.readAllBytes(path.resolve("tanh.png")))
        .isEqualTo(PngRenderer.png(charts.get(0)));
  }

  @Test
  void takesThePlaceOfWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(path.resolve("tanh.png"), "old");
    PngRenderer.write(charts, path);
    assertThat(Files.size(file)).isGreaterThan(1000L);
    assertThat(names()).containsExactly("tanh.png");
  }

  @Test
  void leavesNothingWhereItFails() throws IOException {
    Files.createDirectories(path.resolve("tanh.png").resolve("full"));
    assertThrows(IOException.class, () -> PngRenderer.write(charts, path));
    assertThat(names()).containsExactly("tanh.png");
  }

  @Test
  void aMissingFolderIsReported() {
    Path missing = path.resolve("missing");
    assertThrows(IOException.class, () -> page.write(missing));
    assertThrows(IOException.class, () -> PngRenderer.write(charts, missing));
  }
}
