package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

  @Test
  void comeInTheOrderOfTheirFirstAppearance() {
    Points points = new Points();
    points.add(1, 5, "z");
    points.add(1, 6, "a");
    points.add(2, 7, "z");
    points.add(2, 8, "a");
    List<Series> series = series(points);
    assertThat(series.stream().map(Series::name).toList()).containsExactly("z", "a").inOrder();
    assertThat(series.get(0).x()).usingExactEquality().containsExactly(1.0, 2.0).inOrder();
    assertThat(series.get(1).y()).usingExactEquality().containsExactly(6.0, 8.0).inOrder();
  }

  @Test
  void whatIsInfiniteIsAGap() {
    Points points = new Points();
    points.add(1, 1, "a");
    points.add(2, Double.NEGATIVE_INFINITY, "a");
    points.add(3, Double.NaN, "a");
    assertThat(series(points).get(0).y())
        .usingExactEquality()
        .containsExactly(1.0, Double.NaN, Double.NaN)
        .inOrder();
  }

  @ParameterizedTest
  @CsvSource({"20, true", "21, false"})
  void fewPointsAreDots(int count, boolean few) {
    Points points = new Points();
    IntStream.range(0, count).forEach(x -> points.add(x, 1, "a"));
    assertThat(series(points).get(0).few()).isEqualTo(few);
  }

  @Test
  void categoriesStandSideBySide() {
    Chart chart = ExampleCharts.comparison();
    List<String> categories = Series.categories(chart);
    assertThat(categories).containsExactly("mlp", "mlp-bn", "deep", "deep-bn").inOrder();
    List<Series> series = Series.of(chart, chart.table());
    assertThat(series.get(0).x()).usingExactEquality().containsExactly(-0.125, 0.875, 1.875, 2.875);
    assertThat(series.get(1).x()).usingExactEquality().containsExactly(0.125, 1.125, 2.125, 3.125);
    assertThat(series.get(0).error()).hasLength(4);
  }

  private static List<Series> series(Points points) {
    Chart chart = Chart.of(Chart.Kind.LINES, "chart", "Chart", points.table());
    return Series.of(chart, chart.table());
  }
}
