package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ResultTableTest {

  private static final Variant CONTROL = Samples.variant("control");
  private static final Variant OTHER = Samples.variant("other");

  private static ResultTable table(Experiment experiment, Outcome... outcomes) {
    return new ResultTable(experiment, Results.of(List.of(CONTROL, OTHER), List.of(outcomes)));
  }

  private static String cell(Table table, int row, String column) {
    return table.column(column).getString(row);
  }

  @Test
  void cellIsMeanAndStandardDeviation() {
    Table table =
        table(
                Experiment.COMPARISON,
                Samples.finished(CONTROL, 1, 2.0),
                Samples.finished(CONTROL, 2, 2.1),
                Samples.finished(CONTROL, 3, 2.2))
            .words();
    assertThat(cell(table, 0, "train loss")).isEqualTo("2.1000 ± 0.1000");
    assertThat(cell(table, 0, "runs")).isEqualTo("3 finished");
  }

  @Test
  void oneSeedHasNoStandardDeviation() {
    Table table = table(Experiment.COMPARISON, Samples.finished(CONTROL, 1, 2.0)).words();
    assertThat(cell(table, 0, "train loss")).isEqualTo("2.0000");
  }

  @Test
  void divergedRunIsCountedAndLeftOutOfTheMean() {
    Table table =
        table(
                Experiment.COMPARISON,
                Samples.finished(OTHER, 1, 2.0),
                Samples.diverged(OTHER, 2),
                Samples.finished(OTHER, 3, 2.2))
            .words();
    assertThat(cell(table, 0, "train loss")).isEqualTo("2.1000 ± 0.1414");
    assertThat(cell(table, 0, "runs")).isEqualTo("2 finished, 1 diverged");
  }

  @Test
  void lossAboveTheFirstIsDiverged() {
    Table table = table(Experiment.COMPARISON, Samples.finished(OTHER, 1, 3.4)).words();
    assertThat(cell(table, 0, "runs")).isEqualTo("1 diverged");
    assertThat(cell(table, 0, "train loss")).isEqualTo("3.4000");
  }

  @Test
  void divergedVariantIsNotCompared() {
    Table table =
        table(
                Experiment.COMPARISON,
                Samples.finished(CONTROL, 1, 2.0),
                Samples.finished(OTHER, 1, 3.4))
            .words();
    assertThat(cell(table, 1, "compared by validation loss")).isEmpty();
  }

  @Test
  void divergedControlIsNotComparedWith() {
    Table table =
        table(
                Experiment.COMPARISON,
                Samples.finished(CONTROL, 1, 3.4),
                Samples.finished(OTHER, 1, 2.0))
            .words();
    assertThat(cell(table, 1, "compared by validation loss")).isEmpty();
  }

  @Test
  void layersAreInOneCell() {
    Table table =
        table(
                Experiment.BREAK_IT,
                Samples.finished(CONTROL, 1, 2.0, 10, 4),
                Samples.finished(CONTROL, 2, 2.0, 14, 4))
            .words();
    assertThat(cell(table, 0, "saturated at end")).isEqualTo("12±3 4±0");
  }

  @Test
  void numbersHaveMeanAndStandardDeviationInColumns() {
    Table table =
        table(
                Experiment.COMPARISON,
                Samples.finished(CONTROL, 1, 2.0),
                Samples.finished(CONTROL, 2, 2.2),
                Samples.diverged(OTHER, 1))
            .numbers();
    assertThat(Double.parseDouble(cell(table, 0, "train loss mean"))).isWithin(1e-12).of(2.1);
    assertThat(Double.parseDouble(cell(table, 0, "train loss std")))
        .isWithin(1e-12)
        .of(Math.sqrt(0.02));
    assertThat(cell(table, 1, "train loss mean")).isEmpty();
    assertThat(table.intColumn("diverged").get(1)).isEqualTo(1);
  }

  @Test
  void numbersOfEachLayerAreInColumnsOfTheirOwn() {
    Table table =
        table(
                Experiment.BREAK_IT,
                Samples.finished(CONTROL, 1, 2.0, 10, 4),
                Samples.finished(CONTROL, 2, 2.0, 14, 4),
                Samples.finished(OTHER, 1, 2.0, 7))
            .numbers();
    assertThat(table.doubleColumn("saturated at end 1 mean").asList()).containsExactly(12.0, 7.0);
    assertThat(table.doubleColumn("saturated at end 2 std").get(0)).isEqualTo(0.0);
    assertThat(table.doubleColumn("saturated at end 2 mean").isMissing(1)).isTrue();
  }

  @Test
  void diagnosisIsThatOfMostSeeds() {
    Table table =
        table(
                Experiment.BREAK_IT,
                Samples.finished(CONTROL, 1, 2.0, 3, 3),
                Samples.finished(CONTROL, 2, 2.0, 60, 3),
                Samples.finished(CONTROL, 3, 2.0, 62, 3))
            .numbers();
    assertThat(cell(table, 0, "diagnosis")).contains("60.0%");
    assertThat(cell(table, 0, "diagnosis")).endsWith("(2 of 3 seeds)");
  }

  @Test
  void columnsArePadded() {
    Table table =
        Table.create(
            StringColumn.create("variant", "mlp", "deep-plain"), IntColumn.create("runs", 3, 12));
    assertThat(ResultTable.markdown(table))
        .isEqualTo(
            """
            | variant    | runs |
            |------------|------|
            | mlp        | 3    |
            | deep-plain | 12   |
            """);
  }

  @Test
  void barInACellIsNoBorder() {
    assertThat(ResultTable.markdown(Table.create(StringColumn.create("a", "x|y"))))
        .endsWith("| x\\|y |\n");
  }

  @Test
  void tableWithoutRowsIsItsHead() {
    assertThat(ResultTable.markdown(Table.create(StringColumn.create("a"))))
        .isEqualTo("| a |\n|---|\n");
  }
}
