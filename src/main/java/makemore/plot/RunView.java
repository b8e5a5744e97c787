package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import java.util.List;
import java.util.stream.Stream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.inspect.Statistics;
import makemore.run.RunResult;
import makemore.text.Vocabulary;
import tech.tablesaw.api.Table;

/** The numbers from which the charts of a run are made. */
record RunView(
    RunResult result, Vocabulary vocabulary, Measurements measurements, Diagnosis diagnosis) {

  private static final int MOST_CURVES = 8;

  static RunView of(RunResult result) {
    Vocabulary vocabulary = Vocabulary.parse(result.data().vocabulary());
    Measurements measurements = result.measurements();
    return new RunView(result, vocabulary, measurements, Diagnosis.of(measurements));
  }

  Table table(RecordedTable table) {
    return result.recording().table(table);
  }

  /** Adds what the diagnosis says of some topics. */
  Chart diagnosed(Chart chart, Topic... topics) {
    Stream<Finding> about = Stream.of(topics).flatMap(topic -> diagnosis.about(topic).stream());
    List<Chart.Verdict> verdicts = about.map(RunView::verdict).toList();
    return chart.withVerdicts(
        verdicts.isEmpty() ? neutral("one hidden layer has no depth to compare") : verdicts);
  }

  static List<Chart.Verdict> neutral(String text) {
    return List.of(new Chart.Verdict(Grade.NEUTRAL, text));
  }

  static Chart.Verdict verdict(Finding finding) {
    return new Chart.Verdict(finding.grade(), finding.toString());
  }

  /** Marks where the learning rate came down, if it did, over steps + 1; adds another marker. */
  List<Chart.Marker> decayAnd(Chart.Marker other) {
    int step = result.settings().learningRateDecayAt() + 1;
    Chart.Marker decay = Chart.Marker.vertical(step, "learning rate / 10");
    return measurements.decayed() ? List.of(decay, other) : List.of(other);
  }

  /** Chooses the layers or parameters that are drawn: of many, some from the first to the last. */
  static List<Integer> drawn(Table table) {
    return Statistics.evenly(numbers(table, key(table)), MOST_CURVES);
  }

  /** Says if only some layers or parameters are drawn. */
  static String part(Table table) {
    int all = numbers(table, key(table)).size();
    String what = key(table).equals("layer") ? "layers" : "matrices";
    return all > MOST_CURVES ? format(", %d of %,d %s", MOST_CURVES, all, what) : "";
  }

  /** Names the column with the number of the layer or the parameter. */
  static String key(Table table) {
    return table.containsColumn("layer") ? "layer" : "parameter";
  }

  /** Names a layer of a recorded table, such as "hidden 1 (tanh)", or a weight matrix. */
  static String name(Table table, int number) {
    String key = key(table);
    List<Integer> all = numbers(table, key);
    int place = all.indexOf(number);
    if (key.equals("layer")) {
      return "hidden %d (tanh)".formatted(place + 1);
    }
    String layer = place == all.size() - 1 ? "the output" : "hidden " + place;
    return place == 0 ? "embedding" : "weights of " + layer;
  }

  static Table rows(Table table, String column, int number) {
    return table.where(table.intColumn(column).isEqualTo(number));
  }

  static String label(int step) {
    return format("step %,d", step);
  }

  /** Lists the different numbers of a column, in order. */
  static List<Integer> numbers(Table table, String column) {
    return table.intColumn(column).asList().stream().distinct().sorted().toList();
  }
}
