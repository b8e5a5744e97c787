package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;
import static makemore.experiment.Experiment.BREAK_IT;
import static makemore.experiment.Experiment.COMPARISON;
import static makemore.experiment.Samples.CONTROL;
import static makemore.experiment.Samples.OTHER;
import static makemore.experiment.Samples.diverged;
import static makemore.experiment.Samples.finished;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ResultTableTest {

  private static ResultTable table(Experiment experiment, Outcome... outcomes) {
    return new ResultTable(experiment, Results.of(List.of(CONTROL, OTHER), List.of(outcomes)));
  }

  private static String word(int row, String column, Outcome... outcomes) {
    return table(COMPARISON, outcomes).words().column(column).getString(row);
  }

  @Test
  void divergedRunIsCountedAndLeftOutOfTheMean() {
    Outcome[] three = {finished(OTHER, 1, 2), diverged(OTHER, 2), finished(OTHER, 3, 2.2)};

    assertThat(word(0, "train loss", three)).isEqualTo("2.1000 ± 0.1414");
    assertThat(word(0, "runs", three)).isEqualTo("2 finished, 1 diverged");
  }

  /** Of a single seed there is no standard deviation. */
  @Test
  void lossAboveTheFirstIsDiverged() {
    assertThat(word(0, "runs", finished(OTHER, 1, 3.4))).isEqualTo("1 diverged");
    assertThat(word(0, "train loss", finished(OTHER, 1, 3.4))).isEqualTo("3.4000");
  }

  @Test
  void divergedVariantIsNeitherComparedNorComparedWith() {
    String column = "compared by validation loss";

    assertThat(word(1, column, finished(CONTROL, 1, 2), finished(OTHER, 1, 2.1)))
        .isEqualTo("worse than control by 0.1000 (one seed)");
    assertThat(word(1, column, finished(CONTROL, 1, 2), finished(OTHER, 1, 3.4))).isEmpty();
    assertThat(word(1, column, finished(CONTROL, 1, 3.4), finished(OTHER, 1, 2))).isEmpty();
  }

  @Test
  void layersAreInOneCellOfTheWordsAndInColumnsOfTheNumbers() {
    ResultTable table =
        table(
            BREAK_IT,
            finished(CONTROL, 1, 2, 10, 4),
            finished(CONTROL, 2, 2, 14, 4),
            finished(OTHER, 1, 2, 7));
    Table numbers = table.numbers();

    assertThat(table.words().stringColumn("saturated at end, %").get(0)).isEqualTo("4 to 12");
    assertThat(numbers.doubleColumn("saturated at end 1 mean").asList()).containsExactly(12.0, 7.0);
    assertThat(numbers.doubleColumn("saturated at end 2 std").get(0)).isEqualTo(0.0);
    assertThat(numbers.doubleColumn("saturated at end 2 mean").isMissing(1)).isTrue();
  }

  @Test
  void diagnosisIsThatOfMostSeeds() {
    Table table =
        table(
                BREAK_IT,
                finished(CONTROL, 1, 2, 3, 3),
                finished(CONTROL, 2, 2.91, 3, 3),
                finished(CONTROL, 3, 2.92, 3, 3))
            .numbers();

    assertThat(table.stringColumn("diagnosis").get(0)).contains("from 3.30 to 2.91");
    assertThat(table.stringColumn("diagnosis").get(0)).endsWith("(2 of 3 seeds)");
  }

  @Test
  void columnsArePaddedAndABarInACellIsNoBorder() {
    Table table =
        Table.create(
            StringColumn.create("variant", "a|b", "deep-plain"), IntColumn.create("runs", 3, 12));
    assertThat(ResultTable.markdown(table))
        .isEqualTo(
            """
            | variant    | runs |
            |------------|------|
            | a\\|b       | 3    |
            | deep-plain | 12   |
            """);
  }

  @Test
  void tableWithoutRowsIsItsHead() {
    assertThat(ResultTable.markdown(Table.create(StringColumn.create("a"))))
        .isEqualTo("| a |\n|---|\n");
  }

  private static String compared(double mean, int alike) {
    List<Variant> variants = new ArrayList<>(List.of(CONTROL));
    List<Outcome> outcomes = new ArrayList<>();
    addThree(outcomes, CONTROL, 2.42);
    for (int i = 0; i < alike; i++) {
      Variant other = new Variant("other-" + i, "control", OTHER.settings());
      variants.add(other);
      addThree(outcomes, other, mean);
    }
    List<Results> all = Results.of(variants, outcomes);
    return all.get(1).compared(all);
  }

  private static void addThree(List<Outcome> outcomes, Variant variant, double mean) {
    outcomes.add(finished(variant, 1, mean - 0.02));
    outcomes.add(finished(variant, 2, mean));
    outcomes.add(finished(variant, 3, mean + 0.02));
  }

  /** Both variances are 0.0004, so that the standard error is sqrt(2 * 0.0004 / 3). */
  @ParameterizedTest
  @CsvSource({
    "2.32, better than control by 0.1000 ± 0.0163",
    "2.52, worse than control by 0.1000 ± 0.0163",
    "2.41, not clearly better than control (0.0100 ± 0.0163)"
  })
  void differenceIsClearWhereItIsBeyondTheSpread(double mean, String difference) {
    assertThat(compared(mean, 1)).isEqualTo(difference);
  }

  /** By chance alone a difference of 0.1 has a probability of 0.0036, Welch's t-test says. */
  @Test
  void amongManyComparisonsADifferenceMustBeLarger() {
    assertThat(compared(2.32, 13)).startsWith("better than control by 0.1000");
    assertThat(compared(2.32, 15)).startsWith("not clearly better than control (0.1000");
  }

  @Test
  void wideTableGoesOnBelowWithItsFirstColumnAgain() {
    Table table =
        Table.create(
            StringColumn.create("variant", "a"),
            StringColumn.create("first", "x".repeat(70)),
            StringColumn.create("second", "y".repeat(70)));
    List<String> lines = ResultTable.markdown(table).lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(2)).isEqualTo("| a       | " + "x".repeat(70) + " |");
    assertThat(lines.get(6)).isEqualTo("| a       | " + "y".repeat(70) + " |");
  }
}
