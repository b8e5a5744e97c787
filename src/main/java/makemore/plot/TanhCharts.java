package makemore.plot;

import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** The tanh and its slope, and where on them the network is. */
final class TanhCharts {

  private static final double SHOWN = 5;
  private static final int POINTS = 400;
  private static final double LEAST_SHARE = 0.001;

  private final double low;
  private final double high;
  private final double end;
  private final int step;

  TanhCharts(RunView run) {
    List<Integer> steps = run.steps();
    step = steps.get(steps.size() - 1);
    Table inputs = run.recording().preActivations();
    Table last = inputs.where(inputs.intColumn("step").isEqualTo(step));
    low = last.floatColumn("percentile_5").min();
    high = last.floatColumn("percentile_95").max();
    end = Math.max(SHOWN, Math.ceil(1.1 * Math.max(-low, high)));
  }

  List<Chart> charts() {
    return List.of(tanh(), derivative());
  }

  private Chart tanh() {
    Points points = new Points();
    for (double x : axis()) {
      points.add(x, Math.tanh(x), "tanh(x)");
    }
    return chart("tanh", "tanh", "90% of the pre-activations")
        .table(points.table())
        .caption(
            "The function that each hidden layer applies. The shaded part of the axis holds what"
                + " the layers feed into it in the last recorded batch: at least 90% of each"
                + " layer's pre-activations. It should cover the slope in the middle and only"
                + " touch the flat ends.")
        .verdict(
            Verdict.Grade.NEUTRAL,
            String.format(
                Locale.ROOT,
                "the pre-activations use %.1f to %.1f, where tanh goes from %.2f to %.2f",
                low,
                high,
                Math.tanh(low),
                Math.tanh(high)))
        .build();
  }

  private Chart derivative() {
    Points points = new Points();
    for (double x : axis()) {
      points.add(x, slope(x), "1 - tanh²(x)");
    }
    double least = Math.min(slope(low), slope(high));
    return chart("tanh_derivative", "slope of tanh", "")
        .table(points.table())
        .caption(
            "By this a tanh multiplies the gradient on its way back: everything passes at 0,"
                + " hardly anything beyond 2 or -2. The shaded part is the same as above; where it"
                + " reaches far into the flat ends, the layers before learn slowly.")
        .verdict(
            Verdict.Grade.NEUTRAL,
            "at the edge of the shaded part " + percent(least) + " of the gradient passes")
        .build();
  }

  private ChartBuilder chart(String name, String title, String label) {
    ChartBuilder chart = Chart.builder(Chart.Kind.LINES, name, title).axes("x", "y");
    return Double.isFinite(low) && Double.isFinite(high)
        ? chart.band(new Band(low, high, label))
        : chart;
  }

  private static String percent(double share) {
    return share < LEAST_SHARE
        ? "less than 0.1%"
        : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private double[] axis() {
    double[] axis = new double[POINTS + 1];
    for (int i = 0; i <= POINTS; i++) {
      axis[i] = end * (2.0 * i / POINTS - 1);
    }
    return axis;
  }

  private static double slope(double x) {
    double y = Math.tanh(x);
    return 1 - y * y;
  }
}
