package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SeriesTest {

  @Test
  void comeInTheOrderOfTheirFirstAppearance() {
    Table table =
        Table.create(
            IntColumn.create("x", 1, 1, 2, 2),
            DoubleColumn.create("y", 5, 6, 7, 8),
            StringColumn.create("series", "z", "a", "z", "a"));
    List<Series> series = series(table);
    assertThat(series.stream().map(Series::name).toList()).containsExactly("z", "a").inOrder();
    assertThat(series.get(0).x()).usingExactEquality().containsExactly(1.0, 2.0).inOrder();
    assertThat(series.get(1).y()).usingExactEquality().containsExactly(6.0, 8.0).inOrder();
  }

  @Test
  void whatIsInfiniteIsAGap() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 1, 2, 3),
            DoubleColumn.create("y", 1, Double.NEGATIVE_INFINITY, Double.NaN),
            StringColumn.create("series", "a", "a", "a"));
    assertThat(series(table).get(0).y())
        .usingExactEquality()
        .containsExactly(1.0, Double.NaN, Double.NaN)
        .inOrder();
  }

  @Test
  void categoriesStandSideBySide() {
    Chart chart = new ExampleCharts().comparison();
    List<String> categories = Series.categories(chart);
    assertThat(categories).containsExactly("mlp", "mlp-bn", "deep", "deep-bn").inOrder();
    List<Series> series = Series.of(chart, chart.table());
    assertThat(series.get(0).x()).usingExactEquality().containsExactly(-0.125, 0.875, 1.875, 2.875);
    assertThat(series.get(1).x()).usingExactEquality().containsExactly(0.125, 1.125, 2.125, 3.125);
    assertThat(series.get(0).error()).hasLength(4);
  }

  private static List<Series> series(Table table) {
    return Series.of(Chart.of(Chart.Kind.LINES, "chart", "Chart", table), table);
  }
}
