package makemore.plot;

import static makemore.inspect.English.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;
import makemore.inspect.Grade;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.inspect.Snapshot;
import makemore.inspect.Topic;
import makemore.text.Vocabulary;
import makemore.train.Configuration;
import tech.tablesaw.api.Table;

/** What the charts of a run are made from. */
record RunView(
    Configuration configuration,
    Vocabulary vocabulary,
    Recording recording,
    Measurements measurements,
    Diagnosis diagnosis) {

  private static final int MOST_CURVES = 8;
  private static final int FEW_STEPS = 100;

  /** Views a run, whether it ended or diverged. */
  static RunView of(
      Configuration configuration, String characters, Recording recording, boolean diverged) {
    Vocabulary vocabulary = Vocabulary.parse(characters);
    Measurements measured = Measurements.of(recording, configuration, vocabulary.size(), diverged);
    return new RunView(configuration, vocabulary, recording, measured, Diagnosis.of(measured));
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
    int decayAt = configuration.schedule().decayAt();
    return measurements.decayed()
        ? List.of(Marker.vertical(decayAt, "learning rate / 10"))
        : List.of();
  }

  /**
   * The layers or parameters of a table that are drawn; of many, some from the first to the last.
   */
  static List<Integer> drawn(Table table, String column) {
    return Snapshot.spread(numbers(table, column), MOST_CURVES);
  }

  /** The steps of which there are histograms; if there is none, those with numbers. */
  static List<Integer> moments(Table numbers, Table histograms) {
    return numbers(histograms.isEmpty() ? numbers : histograms, "step");
  }

  /** The numbers of a text such as "0.1234 0.5"; NaN for one that is not finite. */
  static double[] values(String text) {
    return Arrays.stream(text.split(" "))
        .mapToDouble(Double::parseDouble)
        .map(value -> Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }

  static Chart.Frame frame(int step, Table table) {
    return new Chart.Frame(label(step), table);
  }

  static String label(int step) {
    return format("step %,d", step);
  }

  static List<Integer> numbers(Table table, String column) {
    return table.intColumn(column).asList().stream().distinct().sorted().toList();
  }
}
