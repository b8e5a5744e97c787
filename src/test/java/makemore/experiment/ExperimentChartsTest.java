package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class ExperimentChartsTest {

  private static final Variant DEEP = Samples.variant("deep");

  @Test
  void errorBarIsTheStandardDeviation() {
    Table curves = ExperimentCharts.curves(ColumnType.STRING, "error");
    Results results =
        new Results(DEEP, List.of(Samples.finished(DEEP, 1, 2.0), Samples.finished(DEEP, 2, 2.2)));
    ExperimentCharts.add(curves, "deep", results, Measure.TRAIN_LOSS, "train loss");
    assertThat(curves.doubleColumn("y").get(0)).isWithin(1e-12).of(2.1);
    assertThat(curves.doubleColumn("error").get(0)).isWithin(1e-12).of(Math.sqrt(0.02));
  }

  @Test
  void oneSeedHasNoErrorBar() {
    Table curves = ExperimentCharts.curves(ColumnType.STRING, "error");
    Results results = new Results(DEEP, List.of(Samples.finished(DEEP, 1, 2.0)));
    ExperimentCharts.add(curves, "deep", results, Measure.TRAIN_LOSS, "train loss");
    assertThat(curves.doubleColumn("error").isMissing(0)).isTrue();
  }

  @Test
  void everyLayerIsAPoint() {
    Table curves = ExperimentCharts.curves(ColumnType.DOUBLE, "low", "high");
    ExperimentCharts.addLayers(
        curves,
        new Results(DEEP, List.of(Samples.finished(DEEP, 1, 2.0, 12, 4, 7))),
        Measure.SATURATED_AT_END);
    assertThat(curves.doubleColumn("x").asList()).containsExactly(1.0, 2.0, 3.0).inOrder();
    assertThat(curves.doubleColumn("y").asList()).containsExactly(12.0, 4.0, 7.0).inOrder();
  }

  @Test
  void nothingMeasuredIsNoPoint() {
    Table curves = ExperimentCharts.curves(ColumnType.STRING, "error");
    Results results = new Results(DEEP, List.of(Samples.diverged(DEEP, 1)));
    ExperimentCharts.add(curves, "deep", results, Measure.TRAIN_LOSS, "train loss");
    assertThat(curves.rowCount()).isEqualTo(0);
  }

  @Test
  void nothingMeasuredIsNoChart() {
    List<Results> results = List.of(new Results(DEEP, List.of(Samples.diverged(DEEP, 1))));
    assertThat(new ExperimentCharts(Experiment.LEARNING_RATE, results).charts()).isEmpty();
  }
}
