package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class PlotlyFigureTest {

  @Test
  void roundsToTheDigitsAsked() {
    assertThat(PlotlyFigure.rounded(new double[] {0.1f, 123_456.7, -1.23456e-7, 0}, 5))
        .usingExactEquality()
        .containsExactly(0.1, 123_460.0, -1.2346e-7, 0.0)
        .inOrder();
  }

  @Test
  void aMissingNumberStaysMissing() {
    assertThat(PlotlyFigure.rounded(new double[] {Double.NaN}, 5)[0]).isNaN();
  }

  @Test
  void evenlySpacedXAreTheFirstAndTheLast() {
    assertThat(script(1, 2, 3, 4)).contains("x: [1.0,4.0],");
  }

  @Test
  void otherXAreAllThere() {
    assertThat(script(1, 2, 4)).contains("x: [1.0,2.0,4.0],");
    assertThat(script(1, Double.NaN, 3)).contains("x: [1.0,null,3.0],");
    assertThat(script(1)).contains("x: [1.0],");
  }

  @Test
  void theTracesOfAllFramesAreInOneFigure() {
    String script =
        new PlotlyFigure(ExampleOverTime.growing("growing", 1, List.of(0, 100))).script("id");
    assertThat(script).containsMatch("var data = \\[ *trace0, trace1, trace2, trace3 *]");
    assertThat(script).contains("\"label\":\"step 100\"");
  }

  @Test
  void aMapHasTheCellsOfAllFramesInOneTrace() {
    String script = new PlotlyFigure(ExampleOverTime.cells(List.of(0, 100))).script("id");
    assertThat(script).containsMatch("var data = \\[ *trace0 *]");
    assertThat(script).contains("\"cells\":[[1.0]]");
    assertThat(script).contains("\"cells\":[[0.0]]");
  }

  private static String script(double... x) {
    StringColumn series = StringColumn.create("series", x.length);
    Table table =
        Table.create(
            DoubleColumn.create("x", x),
            DoubleColumn.create("y", new double[x.length]),
            series.set(series.isMissing(), "a"));
    return new PlotlyFigure(Chart.of(Chart.Kind.LINES, "chart", "Chart", table)).script("id");
  }
}
