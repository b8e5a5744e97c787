package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Bands, logarithmic axes and maps of colours, as images. */
class PngKindsTest {

  private final ExampleOverTime examples = new ExampleOverTime();

  @Test
  void aBandIsPaleAndItsCurveStrongOnTopOfIt() {
    BufferedImage image = PngRenderer.image(examples.band(), 1600);
    Color strong = new Palette(Palette.SIZE).colour(0, 255);
    Color pale =
        new Color(mixed(strong.getRed()), mixed(strong.getGreen()), mixed(strong.getBlue()));
    assertThat(count(image, rgb -> near(rgb, pale))).isGreaterThan(30_000L);
    assertThat(count(image, rgb -> near(rgb, strong))).isGreaterThan(1_000L);
  }

  private static int mixed(int part) {
    return Math.round(0.25f * part + 0.75f * 255);
  }

  @Test
  void aSeriesWithoutABandHasNone() {
    BufferedImage image = PngRenderer.image(examples.band(), 1600);
    Color other = new Palette(Palette.SIZE).colour(1, 255);
    Color pale = new Color(mixed(other.getRed()), mixed(other.getGreen()), mixed(other.getBlue()));
    assertThat(count(image, rgb -> near(rgb, pale))).isLessThan(500L);
  }

  @Test
  void fewPointsBesideManyAreDots() {
    Chart chart = examples.band();
    List<Series> all = Series.of(chart, chart.table());
    assertThat(all.get(0).few()).isFalse();
    assertThat(all.get(1).few()).isTrue();
  }

  @Test
  void onALogarithmicAxisZeroIsAGap() {
    Chart chart = examples.gradients();
    Series first = Series.of(chart, chart.table()).get(0);
    assertThat(first.y()[30]).isNaN();
    assertThat(first.y()[29]).isGreaterThan(0.0);
    XYPlot plot = new PngChart(chart).draw().getXYPlot();
    assertThat(plot.getRangeAxis().getUpperBound() / plot.getRangeAxis().getLowerBound())
        .isGreaterThan(1e5);
  }

  @Test
  void aLogarithmicAxisWithNothingToShowIsDrawn() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 1, 2),
            DoubleColumn.create("y", 0, Double.NaN),
            StringColumn.create("series", "a", "a"));
    Chart chart = Chart.of(Chart.Kind.LINES, "empty", "Empty", table).withYScale(Chart.Scale.LOG);
    assertThat(PngRenderer.image(chart, 700).getWidth()).isEqualTo(700);
  }

  @Test
  void aMapHasItsWholeScaleAndWhatIsMissingIsGrey() {
    BufferedImage image = PngRenderer.image(examples.map("map", 60), 1600);
    assertThat(count(image, rgb -> near(rgb, Palette.ofMap(0)))).isGreaterThan(500L);
    assertThat(count(image, rgb -> near(rgb, Palette.ofMap(1)))).isGreaterThan(200L);
    assertThat(count(image, rgb -> rgb == Color.LIGHT_GRAY.getRGB())).isGreaterThan(1_000L);
  }

  @Test
  void theTitleNamesTheFrameThatIsDrawn() {
    Chart chart = ExampleOverTime.growing("growing", 1, List.of(0, 1_000));
    assertThat(new PngChart(chart).draw().getTitle().getText())
        .isEqualTo("a distribution, step 1,000");
    assertThat(new PngChart(examples.band()).draw().getTitle().getText()).isEqualTo("loss");
  }

  private static long count(BufferedImage image, IntPredicate colour) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
        .filter(colour)
        .count();
  }

  private static boolean near(int rgb, Color colour) {
    Color other = new Color(rgb);
    return Math.abs(other.getRed() - colour.getRed()) <= 3
        && Math.abs(other.getGreen() - colour.getGreen()) <= 3
        && Math.abs(other.getBlue() - colour.getBlue()) <= 3;
  }
}
