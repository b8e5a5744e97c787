package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void anImageWithoutWidthIsRefused(int width) {
    assertThrows(IllegalArgumentException.class, () -> PngRenderer.image(chart, width));
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

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void withoutFontsOneLineNamesThePackage() throws Exception {
    Path settings = folder.resolve("fonts.conf");
    Files.writeString(settings, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            DrawWithoutFonts.class.getName(),
            folder.toString());
    java.environment().put("FONTCONFIG_FILE", settings.toString());
    java.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = java.start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("install fonts-dejavu-core");
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    assertThat(Files.exists(folder.resolve("comparison.png"))).isFalse();
  }

  /** Draws twice in a Java of its own: the second failure is another one inside Java. */
  static final class DrawWithoutFonts {

    public static void main(String[] arguments) throws IOException {
      for (int i = 0; i < 2; i++) {
        try {
          PngRenderer.write(List.of(ExampleCharts.comparison()), Path.of(arguments[0]));
        } catch (PngRenderer.NoFontsException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }
}
