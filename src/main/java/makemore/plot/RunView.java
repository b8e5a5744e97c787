package makemore.plot;

import java.util.List;
import java.util.stream.IntStream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;
import makemore.inspect.Measurements;
import makemore.inspect.Measuring;
import makemore.inspect.Recording;
import makemore.inspect.Topic;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import tech.tablesaw.api.Table;

/**
 * What the charts of a run are made from.
 *
 * @param summary of the run
 * @param recording of the run
 * @param vocabulary of the run
 * @param measurements of the run
 * @param diagnosis of the run
 */
record RunView(
    Summary summary,
    Recording recording,
    Vocabulary vocabulary,
    Measurements measurements,
    Diagnosis diagnosis) {

  private static final int MOST_CURVES = 8;
  private static final int FEW_STEPS = 100;

  static RunView of(Summary summary, Recording recording) {
    Vocabulary vocabulary = Vocabulary.parse(summary.data().vocabulary());
    Measurements measurements =
        new Measuring(recording, summary.configuration()).of(vocabulary.size());
    return new RunView(summary, recording, vocabulary, measurements, Diagnosis.of(measurements));
  }

  List<Verdict> verdicts(Topic... topics) {
    List<Verdict> verdicts =
        List.of(topics).stream()
            .flatMap(topic -> diagnosis.about(topic).stream())
            .map(RunView::verdict)
            .toList();
    return verdicts.isEmpty()
        ? List.of(new Verdict(Verdict.Grade.NEUTRAL, "one hidden layer has no depth to compare"))
        : verdicts;
  }

  static Verdict verdict(Finding finding) {
    return new Verdict(Verdict.Grade.valueOf(finding.grade().name()), finding.toString());
  }

  /** The scale on which the first steps and the last can be told apart. */
  Chart.Scale stepScale() {
    return measurements.steps() > FEW_STEPS ? Chart.Scale.LOG : Chart.Scale.LINEAR;
  }

  /** The recorded steps, in order. */
  List<Integer> steps() {
    return numbers(recording.activations(), "step");
  }

  /**
   * The layers or parameters of a table that are drawn; of many, some from the first to the last.
   */
  static List<Integer> drawn(Table table, String column) {
    List<Integer> all = numbers(table, column);
    if (all.size() <= MOST_CURVES) {
      return all;
    }
    return IntStream.range(0, MOST_CURVES)
        .mapToObj(i -> all.get(i * (all.size() - 1) / (MOST_CURVES - 1)))
        .toList();
  }

  private static List<Integer> numbers(Table table, String column) {
    return table.intColumn(column).asList().stream().distinct().sorted().toList();
  }

  /** The rows of a layer or parameter in a step. */
  static Table at(Table table, int step, String column, int index) {
    return table.where(
        table.intColumn("step").isEqualTo(step).and(table.intColumn(column).isEqualTo(index)));
  }
}
