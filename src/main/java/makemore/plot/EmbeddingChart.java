package makemore.plot;

import static makemore.inspect.English.format;

import java.util.List;
import makemore.inspect.Grade;
import makemore.text.Vocabulary;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Where the embedding puts each character. */
final class EmbeddingChart {

  private EmbeddingChart() {}

  /** Draws the vectors of the characters, which are in the vocabulary's order. */
  static Chart of(Vocabulary vocabulary, float[][] rows) {
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    StringColumn label = StringColumn.create("label");
    for (int i = 0; i < rows.length; i++) {
      x.append(rows[i][0]);
      y.append(rows[i].length > 1 ? rows[i][1] : 0);
      label.append(visible(vocabulary.character(i)));
    }
    return Chart.of(Chart.Kind.LABELS, "embedding", "embedding", Table.create(x, y, label))
        .axes("dimension 0", "dimension 1")
        .caption(
            format(
                "The first two of the %d numbers that stand for each character; '.' is the end of a"
                    + " name. Characters that behave alike in names come to lie together, often the"
                    + " vowels. With more than two dimensions, likeness may well lie in those that"
                    + " are not drawn.",
                rows[0].length))
        .verdicts(List.of(new Chart.Verdict(Grade.NEUTRAL, nearest(vocabulary, rows))));
  }

  private static String nearest(Vocabulary vocabulary, float[][] rows) {
    double least = Double.POSITIVE_INFINITY;
    String pair = "";
    for (int i = 1; i < rows.length; i++) {
      for (int j = 1; j < i; j++) {
        double distance = distance(rows[i], rows[j]);
        if (distance < least) {
          least = distance;
          pair =
              format(
                  "in all dimensions together '%s' and '%s' lie nearest to each other",
                  visible(vocabulary.character(j)), visible(vocabulary.character(i)));
        }
      }
    }
    return pair.isEmpty() ? "there is a single character" : pair;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /** A character as it can be seen alone. */
  private static String visible(String character) {
    int codePoint = character.codePointAt(0);
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR -> "␣";
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          "◌" + character;
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          format("U+%04X", codePoint);
      default -> character;
    };
  }
}
