package makemore.plot;

import java.util.Arrays;
import java.util.List;

/**
 * What a chart has that Tablesaw's figures have no words for; the page's own script adds it.
 *
 * @param kind how the numbers are drawn
 * @param categories those of the x axis, empty where it is numeric
 * @param labels the texts at the points
 * @param errors half the length of the error bars, a list for each curve
 * @param markers reference lines
 * @param bands shaded ranges
 * @param frames the curves at several moments
 */
record PlotlyAdditions(
    Chart.Kind kind,
    List<String> categories,
    List<String> labels,
    List<Double[]> errors,
    List<Marker> markers,
    List<Band> bands,
    List<Moment> frames) {

  record Moment(String label, List<Curve> curves) {}

  /** A curve's x are its first and last one only where all are evenly spaced. */
  record Curve(String name, Double[] x, Double[] y) {}

  static PlotlyAdditions of(Chart chart, List<String> categories, List<Series> curves) {
    return new PlotlyAdditions(
        chart.kind(),
        categories,
        chart.kind() == Chart.Kind.LABELS
            ? Arrays.stream(chart.table().column("label").asObjectArray())
                .map(String::valueOf)
                .toList()
            : List.of(),
        curves.stream().map(series -> numbers(series.error(), 5)).toList(),
        chart.markers(),
        chart.bands(),
        chart.kind().hasCurves()
            ? chart.frames().stream().map(frame -> moment(frame, categories)).toList()
            : List.of());
  }

  private static Moment moment(Frame frame, List<String> categories) {
    return new Moment(
        frame.label(),
        Series.of(frame.table(), categories).stream()
            .map(series -> new Curve(series.name(), places(series.x()), numbers(series.y(), 4)))
            .toList());
  }

  private static Double[] places(double[] x) {
    if (x.length < 3) {
      return numbers(x, 6);
    }
    double last = x[x.length - 1];
    double distance = (last - x[0]) / (x.length - 1);
    for (int i = 0; i < x.length; i++) {
      if (!(Math.abs(x[i] - x[0] - i * distance) < 1e-3 * Math.abs(distance))) {
        return numbers(x, 6);
      }
    }
    return numbers(new double[] {x[0], last}, 6);
  }

  /** JSON has no word for a number that is missing but null. */
  private static Double[] numbers(double[] values, int digits) {
    return Arrays.stream(Significant.digits(values, digits))
        .mapToObj(value -> Double.isNaN(value) ? null : value)
        .toArray(Double[]::new);
  }
}
