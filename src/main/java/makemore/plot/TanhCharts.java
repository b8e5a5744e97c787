package makemore.plot;

import static makemore.inspect.NumberFormats.format;
import static makemore.inspect.NumberFormats.twoDigits;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import makemore.inspect.RecordedTable;
import tech.tablesaw.api.Table;

/**
 * The tanh and its slope, and where on them the network is.
 *
 * @param low the least of the layers' 5th percentiles of their pre-activations
 * @param high the largest of their 95th percentiles
 */
record TanhCharts(double low, double high) {

  private static final int POINTS = 400;

  static TanhCharts of(RunView run) {
    Table inputs = run.table(RecordedTable.PRE_ACTIVATIONS);
    Table last = RunView.rows(inputs, "step", (int) inputs.intColumn("step").max());
    return new TanhCharts(
        last.floatColumn("percentile_5").min(), last.floatColumn("percentile_95").max());
  }

  Chart tanh() {
    return chart("tanh", "tanh", "tanh(x)", Math::tanh, "90% of the pre-activations")
        .withCaption(
            "The function that each hidden layer applies. The shaded part of the axis holds what"
                + " the layers feed into it in the last recorded batch: at least 90% of each"
                + " layer's pre-activations. It should cover the slope in the middle and only"
                + " touch the flat ends.")
        .withVerdicts(
            RunView.neutral(
                format(
                    "the pre-activations use %s to %s, where tanh goes from %.2f to %.2f",
                    twoDigits(low), twoDigits(high), Math.tanh(low), Math.tanh(high))));
  }

  Chart slope() {
    double least = 100 * Math.min(slope(low), slope(high));
    String percent = least < 0.1 ? "less than 0.1%" : format("%.1f%%", least);
    return chart("tanh_derivative", "slope of tanh", "1 - tanh²(x)", TanhCharts::slope, "")
        .withCaption(
            "A tanh multiplies the gradient by this on its way back: everything passes at 0, hardly"
                + " anything beyond 2 or -2. The shaded part is the same as above; where it"
                + " reaches far into the flat ends, the layers before it learn slowly.")
        .withVerdicts(
            RunView.neutral(
                "at the edge of the shaded part " + percent + " of the gradient passes"));
  }

  private Chart chart(
      String name, String title, String series, DoubleUnaryOperator curve, String label) {
    double end = Math.max(5, Math.ceil(1.1 * Math.max(-low, high)));
    Points points = new Points();
    for (int i = 0; i <= POINTS; i++) {
      double x = end * (2.0 * i / POINTS - 1);
      points.add(x, curve.applyAsDouble(x), series);
    }
    boolean known = Double.isFinite(low) && Double.isFinite(high);
    return Chart.of(Chart.Kind.LINES, name, title, points.table())
        .axes("x", "y")
        .withMarkers(
            known ? List.of(new Chart.Marker(Chart.Marker.Axis.X, low, high, label)) : List.of());
  }

  private static double slope(double x) {
    return 1 - Math.tanh(x) * Math.tanh(x);
  }
}
