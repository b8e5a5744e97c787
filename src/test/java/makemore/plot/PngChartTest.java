package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What is in the images. */
class PngChartTest {

  private static final Palette PALETTE = new Palette(Palette.SIZE);

  @Test
  void everyCurveIsDrawnInItsColour() {
    BufferedImage image = draw(ExampleRun.chart("weight_gradient_distribution"));
    for (int series = 0; series < 7; series++) {
      assertWithMessage("series " + series)
          .that(count(image, PALETTE.colour(series, 255)))
          .isAtLeast(10L);
    }
  }

  /** Of the two curves of the loss only the first has a band. */
  @Test
  void aBandIsPaleAndItsCurveStrongOnTopOfIt() {
    BufferedImage image = draw(ExampleRun.chart("loss"));
    assertThat(count(image, PALETTE.colour(0, 255))).isGreaterThan(1_000L);
    assertThat(count(image, pale(0))).isGreaterThan(3_000L);
    assertThat(count(image, pale(1))).isLessThan(500L);
  }

  private static Color pale(int series) {
    float[] rgb = PALETTE.colour(series, 255).getRGBColorComponents(null);
    return new Color(0.25f * rgb[0] + 0.75f, 0.25f * rgb[1] + 0.75f, 0.25f * rgb[2] + 0.75f);
  }

  @Test
  void theHistogramIsFilledDownToZero() {
    BufferedImage image = draw(ExampleRun.chart("hidden_histogram"));
    assertThat(count(image, PALETTE.colour(0, 255))).isAtLeast(100_000L);
  }

  @Test
  void cellsAreBlackOrWhiteAndNothingBetween() {
    BufferedImage cells = draw(ExampleRun.chart("saturation_map")).getSubimage(200, 100, 1200, 200);
    assertThat(count(cells, rgb -> rgb == Color.WHITE.getRGB())).isGreaterThan(0L);
    assertThat(count(cells, rgb -> rgb != Color.WHITE.getRGB() && rgb != Color.BLACK.getRGB()))
        .isEqualTo(0L);
  }

  @Test
  void aMapHasItsWholeScaleAndWhatIsMissingIsGrey() {
    Chart map = ExampleRun.chart("activation_map");
    Table table = map.table().copy();
    table.doubleColumn("value").setMissing(7);
    BufferedImage image = draw(map.withFrames(List.of(new Chart.Frame("", table))));
    // The map is of one colour nearly everywhere, as it should be: all are in its legend.
    for (int i = 0; i < 10; i++) {
      assertThat(count(image, Palette.ofMap(i / 10.0))).isGreaterThan(20L);
    }
    assertThat(count(image, rgb -> rgb == Color.LIGHT_GRAY.getRGB())).isGreaterThan(1_000L);
  }

  @Test
  void aReferenceLineOutsideTheCurvesIsInTheImage() {
    List<Chart.Marker> line = List.of(Chart.Marker.horizontal(-9, ""));
    Chart chart = ExampleRun.chart("update_ratio").withMarkers(line);
    XYPlot plot = new PngChart(chart).draw().getXYPlot();
    assertThat(plot.getRangeMarkers(Layer.FOREGROUND)).hasSize(1);
    assertThat(plot.getRangeAxis().getLowerBound()).isLessThan(-9.0);
  }

  @Test
  void onALogarithmicAxisZeroIsAGap() {
    Chart chart = powers(1e-6, 0, 1);
    assertThat(Series.of(chart, chart.table()).get(0).y())
        .usingExactEquality()
        .containsExactly(1e-6, Double.NaN, 1.0)
        .inOrder();
    XYPlot plot = new PngChart(chart).draw().getXYPlot();
    assertThat(plot.getRangeAxis().getUpperBound() / plot.getRangeAxis().getLowerBound())
        .isGreaterThan(1e5);
  }

  @Test
  void aLogarithmicAxisWithNothingToShowIsDrawn() {
    assertThat(draw(powers(0, Double.NaN)).getWidth()).isEqualTo(1600);
  }

  private static Chart powers(double... y) {
    Points points = new Points();
    IntStream.range(0, y.length).forEach(i -> points.add(i, y[i], "a"));
    return Chart.of(Chart.Kind.LINES, "powers", "Powers", points.table())
        .withYScale(Chart.Scale.LOG);
  }

  @Test
  void theTitleNamesTheFrameThatIsDrawn() {
    Chart chart = ExampleCharts.growing("growing", 1, 0, 1_000);
    assertThat(new PngChart(chart).draw().getTitle().getText())
        .isEqualTo("a distribution, step 1,000");
    assertThat(new PngChart(ExampleRun.chart("loss")).draw().getTitle().getText())
        .isEqualTo("loss");
  }

  private static BufferedImage draw(Chart chart) {
    return PngRenderer.image(chart, 1600);
  }

  private static long count(BufferedImage image, Color colour) {
    return count(image, rgb -> near(new Color(rgb), colour));
  }

  private static long count(BufferedImage image, IntPredicate colour) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).filter(colour).count();
  }

  private static boolean near(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed()) <= 3
        && Math.abs(one.getGreen() - other.getGreen()) <= 3
        && Math.abs(one.getBlue() - other.getBlue()) <= 3;
  }
}
