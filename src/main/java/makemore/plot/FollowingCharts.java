package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import java.util.Arrays;
import makemore.run.Following;
import makemore.text.Vocabulary;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The maps of which character follows which: as counted, and as predicted. */
record FollowingCharts(Vocabulary vocabulary, Following following) {

  /** With fewer examples of a character, how often another follows is left to chance. */
  private static final int ENOUGH = 100;

  Chart counted() {
    return map(HtmlPage.COUNTED, "as counted", this::share);
  }

  Chart predicted() {
    return map("", "as predicted", (before, next) -> following.predicted()[before][next])
        .captioned()
        .withVerdicts(RunView.neutral(farthest()));
  }

  private interface Cell {
    double value(int before, int next);
  }

  private Chart map(String end, String how, Cell cell) {
    StringColumn x = StringColumn.create("x");
    IntColumn y = IntColumn.create("y");
    StringColumn row = StringColumn.create("row");
    DoubleColumn value = DoubleColumn.create("value");
    int n = following.tokens().size();
    for (int i = 0; i < n * n; i++) {
      x.append(name(i % n));
      y.append(i / n);
      row.append(name(i / n));
      double probability = cell.value(i / n, i % n);
      value.append(probability > 0 ? Math.log10(probability) : Double.NaN);
    }
    String some = n < vocabulary.size() ? format(", %d of %,d", n, vocabulary.size()) : "";
    Table table = Table.create("log₁₀ probability", x, y, value, row);
    return Chart.of(
            Chart.Kind.HEAT_MAP, "following" + end, "what follows what, " + how + some, table)
        .axes("next character", "character")
        .withDarkest(-3)
        .withBrightest(0);
  }

  private double share(int before, int next) {
    int[] row = following.counted()[before];
    return (double) row[next] / Arrays.stream(row).sum();
  }

  private String name(int place) {
    return vocabulary.visible(following.tokens().get(place));
  }

  private String farthest() {
    double most = -1;
    String text = "there are too few examples to compare";
    for (int before = 0; before < following.tokens().size(); before++) {
      for (int next = 0; next < following.tokens().size(); next++) {
        double counted = share(before, next);
        double predicted = following.predicted()[before][next];
        if (Arrays.stream(following.counted()[before]).sum() >= ENOUGH
            && Math.abs(counted - predicted) > most) {
          most = Math.abs(counted - predicted);
          text =
              format(
                  "furthest apart: after '%s' comes '%s' in %.0f%% of the examples; predicted %.0f%%",
                  name(before), name(next), 100 * counted, 100 * predicted);
        }
      }
    }
    return text;
  }
}
