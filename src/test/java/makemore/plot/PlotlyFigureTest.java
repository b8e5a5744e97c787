package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class PlotlyFigureTest {

  @Test
  void roundsToTheDigitsAsked() {
    assertThat(PlotlyFigure.rounded(new double[] {0.1f, 123_456.7, -1.23456e-7, 0, Double.NaN}, 5))
        .usingExactEquality()
        .containsExactly(0.1, 123_460.0, -1.2346e-7, 0.0, Double.NaN)
        .inOrder();
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

  private static String script(double... x) {
    Points points = new Points();
    for (double place : x) {
      points.add(place, 0, "a");
    }
    return new PlotlyFigure(Chart.of(Chart.Kind.LINES, "chart", "Chart", points.table()))
        .script("id");
  }
}
