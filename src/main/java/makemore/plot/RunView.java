package makemore.plot;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;
import makemore.inspect.Grade;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.inspect.Topic;
import makemore.store.Summary;
import makemore.text.Vocabulary;
import tech.tablesaw.api.Table;

/** What the charts of a run are made from. */
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
        Measurements.of(recording, summary.configuration(), vocabulary.size());
    return new RunView(summary, recording, vocabulary, measurements, Diagnosis.of(measurements));
  }

  Table table(RecordedTable table) {
    return recording.table(table);
  }

  List<Chart.Verdict> verdicts(Topic... topics) {
    List<Chart.Verdict> verdicts =
        Stream.of(topics)
            .flatMap(topic -> diagnosis.about(topic).stream())
            .map(RunView::verdict)
            .toList();
    return verdicts.isEmpty() ? neutral("one hidden layer has no depth to compare") : verdicts;
  }

  static List<Chart.Verdict> neutral(String text) {
    return List.of(new Chart.Verdict(Grade.NEUTRAL, text));
  }

  static Chart.Verdict verdict(Finding finding) {
    return new Chart.Verdict(finding.grade(), finding.toString());
  }

  /** The scale on which the first steps and the last can be told apart. */
  Chart.Scale stepScale() {
    return measurements.steps() > FEW_STEPS ? Chart.Scale.LOG : Chart.Scale.LINEAR;
  }

  /** Where the learning rate came down, if it did. */
  List<Marker> decay() {
    int decayAt = summary.configuration().schedule().decayAt();
    return measurements.decayed()
        ? List.of(Marker.vertical(decayAt, "learning rate / 10"))
        : List.of();
  }

  /**
   * The layers or parameters of a table that are drawn; of many, some from the first to the last.
   */
  static List<Integer> drawn(Table table, String column) {
    List<Integer> all = numbers(table, column);
    return IntStream.range(0, MOST_CURVES)
        .mapToObj(i -> all.get(i * (all.size() - 1) / (MOST_CURVES - 1)))
        .distinct()
        .toList();
  }

  static List<Integer> numbers(Table table, String column) {
    return table.intColumn(column).asList().stream().distinct().sorted().toList();
  }
}
