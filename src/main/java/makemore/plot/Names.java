package makemore.plot;

import java.util.List;
import makemore.nn.Tanh;
import tech.tablesaw.api.Table;

/** What layers and weight matrices are called, in every chart. */
final class Names {

  private Names() {}

  /** A layer or weight matrix of a recorded table, such as "hidden 1 (tanh)" or "Linear 1". */
  static String of(Table table, int number) {
    List<Integer> all = RunView.numbers(table, RunView.key(table));
    int place = all.indexOf(number);
    if (!table.containsColumn("type")) {
      return matrix(place, all.size());
    }
    String type = table.stringColumn("type").get(0);
    return type.equals(Tanh.class.getSimpleName())
        ? "hidden %d (tanh)".formatted(place + 1)
        : type + " " + (place + 1);
  }

  /**
   * A weight matrix.
   *
   * @param place counts from 0 among the network's matrices, the embedding being the first
   */
  static String matrix(int place, int count) {
    if (place == 0) {
      return "embedding";
    }
    return "weights of " + (place == count - 1 ? "the output" : "hidden " + place);
  }
}
