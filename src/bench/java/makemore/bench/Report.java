package makemore.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures in words: tables in Markdown. */
final class Report {

  private Report() {}

  /** A row for each case and contender. */
  static List<String> lines(Timings timings) {
    List<String> lines = new ArrayList<>();
    lines.add("| network | contender | microseconds a step | makemore's as a share of it |");
    lines.add("|---|---|---|---|");
    for (Case of : timings.cases()) {
      for (Contender contender : timings.contenders(of)) {
        String ratio =
            timings.ratio(of, contender).map(spread -> number(spread, "%.2f")).orElse("");
        lines.add(
            "| %s | %s | %s | %s |"
                .formatted(
                    of,
                    contender,
                    number(timings.microseconds(of, contender), "%,.0f"),
                    contender == Contender.TRAIN ? "" : ratio));
      }
    }
    return lines;
  }

  /** The median, with the least and the greatest behind it. */
  static String number(Spread spread, String format) {
    return (format + " (" + format + " to " + format + ")")
        .formatted(spread.median(), spread.least(), spread.greatest());
  }
}
