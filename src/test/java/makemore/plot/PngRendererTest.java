package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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

  private final ExampleCharts examples = new ExampleCharts();

  @Test
  void everyKindFitsIntoItsImageAndAQuarterOfAMegabyte() throws IOException {
    assertThat(examples.all()).isNotEmpty();
    for (Chart chart : examples.all()) {
      byte[] png = PngRenderer.png(chart);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertWithMessage(chart.name()).that(image.getWidth()).isEqualTo(1600);
      assertWithMessage(chart.name()).that(image.getHeight()).isAtLeast(400);
      assertWithMessage(chart.name()).that(png.length).isAtMost(250_000);
      assertWithMessage(chart.name()).that(touchesAnEdge(image)).isFalse();
    }
  }

  @Test
  void everyCurveIsDrawnInItsColour() throws IOException {
    BufferedImage image = draw(examples.weightGradientDistribution());
    for (int series = 0; series < 7; series++) {
      int colour = new Palette(Palette.SIZE).colour(series, 255).getRGB();
      assertWithMessage("series " + series).that(count(image, colour)).isAtLeast(10L);
    }
  }

  @Test
  void theHistogramIsFilledDownToZero() throws IOException {
    assertThat(
            count(
                draw(examples.hiddenHistogram()),
                new Palette(Palette.SIZE).colour(0, 255).getRGB()))
        .isAtLeast(100_000L);
  }

  @Test
  void cellsAreBlackOrWhiteAndNothingBetween() throws IOException {
    BufferedImage image = draw(examples.saturationMap());
    long others =
        IntStream.range(0, 200 * 1200)
            .map(i -> image.getRGB(200 + i % 1200, 100 + i / 1200) & 0xFFFFFF)
            .filter(colour -> colour != 0 && colour != 0xFFFFFF)
            .count();
    assertThat(others).isEqualTo(0);
  }

  @Test
  void aReferenceLineOutsideTheCurvesIsInTheImage() throws IOException {
    Chart near = examples.updateRatio();
    Chart chart = Chart.of(Chart.Kind.LINES, "far", "Far", near.table());
    BufferedImage without = draw(chart);
    BufferedImage with = draw(chart.withMarkers(List.of(Chart.Marker.horizontal(-9, ""))));
    assertThat(longestDarkRow(without)).isLessThan(100);
    assertThat(longestDarkRow(with)).isGreaterThan(1000);
  }

  @Test
  void theBytesAreTheSameEachTime() throws IOException {
    Chart chart = examples.activationDistribution();
    assertThat(PngRenderer.png(chart)).isEqualTo(PngRenderer.png(chart));
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 1600, 3000})
  void anImageIsAsWideAsAsked(int width) {
    for (Chart chart : examples.all()) {
      BufferedImage image = PngRenderer.image(chart, width);
      assertWithMessage(chart.name()).that(image.getWidth()).isEqualTo(width);
      assertWithMessage(chart.name()).that(image.getHeight()).isAtLeast(400);
      assertWithMessage(chart.name()).that(touchesAnEdge(image)).isFalse();
    }
  }

  @Test
  void anImageOfTheFilesWidthIsTheFiles() throws IOException {
    BufferedImage file = draw(examples.tanh());
    BufferedImage image = PngRenderer.image(examples.tanh(), file.getWidth());
    assertThat(pixels(image)).isEqualTo(pixels(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void anImageWithoutWidthIsRefused(int width) {
    assertThrows(IllegalArgumentException.class, () -> PngRenderer.image(examples.tanh(), width));
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
    assertThat(Files.exists(folder.resolve("tanh.png"))).isFalse();
  }

  /** Draws twice in a Java of its own: the second failure is another one inside Java. */
  static final class DrawWithoutFonts {

    public static void main(String[] arguments) throws IOException {
      for (int i = 0; i < 2; i++) {
        try {
          PngRenderer.write(List.of(new ExampleCharts().tanh()), Path.of(arguments[0]));
        } catch (PngRenderer.NoFontsException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private BufferedImage draw(Chart chart) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(PngRenderer.png(chart)));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static long count(BufferedImage image, int colour) {
    int width = image.getWidth();
    return IntStream.range(0, width * image.getHeight())
        .filter(i -> image.getRGB(i % width, i / width) == colour)
        .count();
  }

  private static boolean touchesAnEdge(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .anyMatch(y -> image.getRGB(0, y) != -1 || image.getRGB(image.getWidth() - 1, y) != -1);
  }

  private static int longestDarkRow(BufferedImage image) {
    int longest = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      int run = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        run =
            (image.getRGB(x, y) & 0xFF) < 0x60 && (image.getRGB(x, y) & 0xFF0000) < 0x600000
                ? run + 1
                : 0;
        longest = Math.max(longest, run);
      }
    }
    return longest;
  }
}
