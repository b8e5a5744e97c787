package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;
import static makemore.experiment.Samples.CONTROL;
import static makemore.experiment.Samples.diverged;
import static makemore.experiment.Samples.finished;

import java.util.List;
import makemore.plot.Points;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class ExperimentChartsTest {

  private static Results results(Outcome... outcomes) {
    return new Results(CONTROL, List.of(outcomes));
  }

  private static Table trainLosses(Outcome... outcomes) {
    Points means = new Points(ColumnType.STRING, "error");
    ExperimentCharts.add(means, "x", results(outcomes), Measure.TRAIN_LOSS, "train loss");
    return means.table();
  }

  @Test
  void errorBarIsTheStandardDeviation() {
    Table curves = trainLosses(finished(CONTROL, 1, 2.0), finished(CONTROL, 2, 2.2));

    assertThat(curves.doubleColumn("y").get(0)).isWithin(1e-12).of(2.1);
    assertThat(curves.doubleColumn("error").get(0)).isWithin(1e-12).of(Math.sqrt(0.02));
  }

  @Test
  void everyLayerIsAPoint() {
    Points points = new Points("low", "high");
    Results results = results(finished(CONTROL, 1, 2.0, 12, 4, 7));
    ExperimentCharts.addLayers(points, results, Measure.SATURATED_AT_END);
    Table curves = points.table();

    assertThat(curves.doubleColumn("x").asList()).containsExactly(1.0, 2.0, 3.0).inOrder();
    assertThat(curves.doubleColumn("y").asList()).containsExactly(12.0, 4.0, 7.0).inOrder();
  }

  @Test
  void nothingMeasuredIsNoPointAndNoChart() {
    assertThat(trainLosses(diverged(CONTROL, 1)).rowCount()).isEqualTo(0);

    List<Results> results = List.of(results(diverged(CONTROL, 1)));
    assertThat(new ExperimentCharts(Experiment.LEARNING_RATE, results).charts()).isEmpty();
  }
}
