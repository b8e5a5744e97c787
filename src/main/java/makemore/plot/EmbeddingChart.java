package makemore.plot;

import static makemore.inspect.English.format;

import ai.djl.ndarray.NDArray;
import java.util.List;
import makemore.inspect.Grade;
import makemore.text.Vocabulary;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Where the embedding puts each character. */
final class EmbeddingChart {

  private EmbeddingChart() {}

  /** Draws a table of shape (vocabulary size, embedding size). */
  static Chart of(Vocabulary vocabulary, NDArray table) {
    int size = (int) table.getShape().get(1);
    float[] values = table.toFloatArray();
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    StringColumn label = StringColumn.create("label");
    for (int i = 0; i < vocabulary.size(); i++) {
      x.append(values[i * size]);
      y.append(size > 1 ? values[i * size + 1] : 0);
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
                size))
        .verdicts(List.of(new Chart.Verdict(Grade.NEUTRAL, nearest(vocabulary, values))));
  }

  private static String nearest(Vocabulary vocabulary, float[] values) {
    int size = values.length / vocabulary.size();
    double least = Double.POSITIVE_INFINITY;
    String pair = "";
    for (int i = 1; i < vocabulary.size(); i++) {
      for (int j = 1; j < i; j++) {
        double distance = distance(values, i * size, j * size, size);
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

  private static double distance(float[] values, int a, int b, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (values[a + i] - values[b + i]) * (values[a + i] - values[b + i]);
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
