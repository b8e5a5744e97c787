package makemore.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The times of all rounds, and what they say together. */
final class Timings {

  private final List<Timing> all = new ArrayList<>();

  void add(Timing timing) {
    all.add(timing);
  }

  /** What was timed, in the order of its first time. */
  List<Case> cases() {
    return all.stream().map(Timing::of).distinct().toList();
  }

  /** The contenders that have a time of a case, in their own order. */
  List<Contender> contenders(Case of) {
    return all.stream()
        .filter(timing -> timing.of().equals(of))
        .map(Timing::contender)
        .distinct()
        .sorted()
        .toList();
  }

  /** The time of a step in each round, in microseconds. */
  List<Double> all(Case of, Contender contender) {
    return List.copyOf(rounds(of, contender).values());
  }

  /** The time of a step, in microseconds. */
  Spread microseconds(Case of, Contender contender) {
    return spread(rounds(of, contender).values());
  }

  /**
   * The time of this project's step as a share of another's, of the rounds that have both; none if
   * no round has.
   */
  Optional<Spread> ratio(Case of, Contender to) {
    Map<Integer, Double> own = rounds(of, Contender.TRAIN);
    Map<Integer, Double> other = rounds(of, to);
    List<Double> ratios =
        own.keySet().stream()
            .filter(other::containsKey)
            .map(round -> own.get(round) / other.get(round))
            .toList();
    return ratios.isEmpty() ? Optional.empty() : Optional.of(spread(ratios));
  }

  private Map<Integer, Double> rounds(Case of, Contender contender) {
    return all.stream()
        .filter(timing -> timing.of().equals(of) && timing.contender() == contender)
        .collect(Collectors.toMap(Timing::round, Timing::microseconds));
  }

  private static Spread spread(Iterable<Double> numbers) {
    List<Double> list = new ArrayList<>();
    numbers.forEach(list::add);
    return Spread.of(list.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Each time, a row. */
  Table table() {
    Table table = Table.create("times", IntColumn.create("round"));
    addCaseColumns(table).addColumns(DoubleColumn.create("microseconds"));
    for (Timing timing : all) {
      Row row = table.appendRow();
      row.setInt("round", timing.round());
      set(row, timing.of(), timing.contender());
      row.setDouble("microseconds", timing.microseconds());
    }
    return table;
  }

  /** The median of the rounds with the least and the greatest, and the same of the ratio. */
  Table summary() {
    Table table = addCaseColumns(Table.create("summary"));
    for (String figure : List.of("microseconds", "ratio")) {
      for (String suffix : List.of("", "_least", "_greatest")) {
        table.addColumns(DoubleColumn.create(figure + suffix));
      }
    }
    for (Case of : cases()) {
      for (Contender contender : contenders(of)) {
        Row row = table.appendRow();
        set(row, of, contender);
        set(row, "microseconds", microseconds(of, contender));
        ratio(of, contender).ifPresent(ratio -> set(row, "ratio", ratio));
      }
    }
    return table;
  }

  private static Table addCaseColumns(Table table) {
    return table.addColumns(
        StringColumn.create("preset"),
        IntColumn.create("hidden_size"),
        IntColumn.create("hidden_layers"),
        IntColumn.create("batch_size"),
        StringColumn.create("contender"));
  }

  private static void set(Row row, Case of, Contender contender) {
    row.setString("preset", of.preset().toString());
    row.setInt("hidden_size", of.hiddenSize());
    row.setInt("hidden_layers", of.hiddenLayers());
    row.setInt("batch_size", of.batchSize());
    row.setString("contender", contender.toString());
  }

  private static void set(Row row, String figure, Spread spread) {
    row.setDouble(figure, spread.median());
    row.setDouble(figure + "_least", spread.least());
    row.setDouble(figure + "_greatest", spread.greatest());
  }
}
