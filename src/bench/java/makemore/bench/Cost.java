package makemore.bench;

import java.util.List;

/** A figure that a process has measured and prints as a line, its parts apart by tabulators. */
record Cost(String what, String unit, double value) {

  static Cost parse(String line) {
    List<String> parts = List.of(line.split("\t"));
    return new Cost(parts.get(0), parts.get(1), Double.parseDouble(parts.get(2)));
  }

  static Cost secondsSince(long nanoTime, String what) {
    return new Cost(what, "s", (System.nanoTime() - nanoTime) / 1e9);
  }

  void print() {
    System.out.println(String.join("\t", what, unit, String.valueOf(value)));
  }
}
