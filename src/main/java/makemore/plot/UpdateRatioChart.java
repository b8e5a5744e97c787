package makemore.plot;

import java.util.List;
import java.util.Locale;
import makemore.inspect.Topic;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** How large the updates are. */
final class UpdateRatioChart {

  private static final int HEALTHY = -3;

  private UpdateRatioChart() {}

  static Chart of(RunView run) {
    ChartBuilder chart =
        Chart.builder(Chart.Kind.LINES, "update_ratio", "update : data ratio")
            .axes("step", "log₁₀ ratio")
            .xScale(run.stepScale())
            .table(table(run))
            .marker(Marker.horizontal(HEALTHY, "10⁻³"))
            .caption(
                "The size of each step's change of a weight matrix beside the size of the matrix"
                    + " itself (log10 of the ratio of their standard deviations): every step of"
                    + " the first thousand, then a few. About -3 is healthy; far above, the"
                    + " learning rate is too high, far below, it is too low. All matrices should"
                    + " learn at about the same speed.")
            .verdicts(run.verdicts(Topic.UPDATES));
    int decayAt = run.summary().configuration().schedule().decayAt();
    if (decayAt < run.measurements().steps()) {
      chart.marker(Marker.vertical(decayAt, "learning rate / 10"));
    }
    return chart.build();
  }

  private static Table table(RunView run) {
    Table ratios = run.recording().updateRatio();
    List<Integer> drawn = RunView.drawn(ratios, "parameter");
    Table shapes = run.recording().weightGradients();
    Points points = new Points();
    for (int parameter : drawn) {
      String shape =
          shapes
              .where(shapes.intColumn("parameter").isEqualTo(parameter))
              .stringColumn("shape")
              .get(0);
      String series = String.format(Locale.ROOT, "parameter %d %s", parameter, shape);
      for (Row row : ratios.where(ratios.intColumn("parameter").isEqualTo(parameter))) {
        // A logarithmic axis has no place for step 0.
        if (row.getInt("step") > 0 || run.stepScale() == Chart.Scale.LINEAR) {
          points.add(row.getInt("step"), row.getFloat("log10_ratio"), series);
        }
      }
    }
    return points.table();
  }
}
