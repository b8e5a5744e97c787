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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PngRendererTest {

  @TempDir Path folder;

  private final ExampleCharts examples = new ExampleCharts();
  private final PngRenderer renderer = new PngRenderer();

  @Test
  void everyKindFitsIntoItsImageAndAQuarterOfAMegabyte() throws IOException {
    assertThat(examples.all()).isNotEmpty();
    for (Chart chart : examples.all()) {
      Path file = renderer.write(chart, folder);
      assertThat(file.getFileName().toString()).isEqualTo(chart.name() + ".png");
      BufferedImage image = ImageIO.read(file.toFile());
      assertWithMessage(chart.name()).that(image.getWidth()).isEqualTo(1600);
      assertWithMessage(chart.name()).that(image.getHeight()).isAtLeast(400);
      assertWithMessage(chart.name()).that(Files.size(file)).isAtMost(250_000L);
      assertWithMessage(chart.name()).that(touchesAnEdge(image)).isFalse();
    }
  }

  @Test
  void evenNoiseAllOverFitsIntoAQuarterOfAMegabyte() throws IOException {
    assertThat(Files.size(renderer.write(examples.noise(), folder))).isAtMost(250_000L);
  }

  @Test
  void everyCurveIsDrawnInItsColour() throws IOException {
    BufferedImage image = draw(examples.weightGradientDistribution());
    for (int series = 0; series < 7; series++) {
      int colour = new Palette(Palette.SIZE).colour(series).getRGB();
      assertWithMessage("series " + series).that(count(image, colour)).isAtLeast(10L);
    }
  }

  @Test
  void theHistogramIsFilledDownToZero() throws IOException {
    assertThat(
            count(draw(examples.hiddenHistogram()), new Palette(Palette.SIZE).colour(0).getRGB()))
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
    var chart = Chart.builder(Chart.Kind.LINES, "far", "Far").table(near.table());
    BufferedImage without = draw(chart.build());
    BufferedImage with = draw(chart.marker(Marker.horizontal(-9, "")).build());
    assertThat(longestDarkRow(without)).isLessThan(100);
    assertThat(longestDarkRow(with)).isGreaterThan(1000);
  }

  @Test
  void theBytesAreTheSameEachTime() throws IOException {
    Chart chart = examples.activationDistribution();
    byte[] first = Files.readAllBytes(renderer.write(chart, folder));
    assertThat(Files.readAllBytes(renderer.write(chart, folder))).isEqualTo(first);
  }

  @Test
  void aMissingFolderIsReported() {
    assertThrows(
        IOException.class, () -> renderer.write(examples.tanh(), folder.resolve("missing")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
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
          new PngRenderer().write(new ExampleCharts().tanh(), Path.of(arguments[0]));
        } catch (NoFontsException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private BufferedImage draw(Chart chart) throws IOException {
    return ImageIO.read(renderer.write(chart, folder).toFile());
  }

  private static long count(BufferedImage image, int colour) {
    int width = image.getWidth();
    return IntStream.range(0, width * image.getHeight())
        .filter(i -> image.getRGB(i % width, i / width) == colour)
        .count();
  }

  private static boolean touchesAnEdge(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .anyMatch(y -> image.getRGB(0, y) != -1 || image.getRGB(1599, y) != -1);
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
