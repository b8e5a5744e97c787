package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngRendererTest {

  @TempDir Path folder;

  private final Chart chart = ExampleRun.chart("tanh");

  @Test
  void everyKindFitsIntoAQuarterOfAMegabyte() throws IOException {
    for (Chart chart : ExampleCharts.all()) {
      assertWithMessage(chart.name()).that(PngRenderer.png(chart).length).isAtMost(250_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 1600, 3000})
  void anImageIsAsWideAsAskedAndCutsNothing(int width) {
    for (Chart chart : ExampleCharts.all()) {
      BufferedImage image = PngRenderer.image(chart, width);
      assertWithMessage(chart.name()).that(image.getWidth()).isEqualTo(width);
      assertWithMessage(chart.name()).that(image.getHeight()).isAtLeast(400);
      assertWithMessage(chart.name()).that(touchesAnEdge(image)).isFalse();
    }
  }

  private static boolean touchesAnEdge(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .anyMatch(y -> image.getRGB(0, y) != -1 || image.getRGB(image.getWidth() - 1, y) != -1);
  }

  @Test
  void aFileIsNamedAfterItsChartAnd1600PixelsWide() throws IOException {
    Path file = Files.writeString(folder.resolve("tanh.png"), "old");
    PngRenderer.write(List.of(chart), folder);
    assertThat(folder.toFile().list()).asList().containsExactly("tanh.png");
    assertThat(pixels(ImageIO.read(file.toFile())))
        .isEqualTo(pixels(PngRenderer.image(chart, 1600)));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
