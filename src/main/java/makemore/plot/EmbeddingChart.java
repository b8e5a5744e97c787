package makemore.plot;

import static makemore.inspect.English.format;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import makemore.text.Vocabulary;
import org.apache.commons.math3.util.MathArrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Where the embedding puts each character. */
final class EmbeddingChart {

  private EmbeddingChart() {}

  /** Draws a table of shape (vocabulary size, embedding size). */
  static Chart of(Vocabulary vocabulary, NDArray table) {
    int size = (int) table.getShape().get(1);
    double[] values = table.toType(DataType.FLOAT64, true).toDoubleArray();
    double[][] points = new double[vocabulary.size()][];
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    StringColumn label = StringColumn.create("label");
    for (int i = 0; i < vocabulary.size(); i++) {
      points[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      x.append(points[i][0]);
      y.append(size > 1 ? points[i][1] : 0);
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
        .verdicts(RunView.neutral(nearest(label, points)));
  }

  private static String nearest(StringColumn label, double[][] points) {
    double least = Double.POSITIVE_INFINITY;
    String nearest = "there is a single character";
    for (int i = 1; i < points.length; i++) {
      for (int j = 1; j < i; j++) {
        double distance = MathArrays.distance(points[i], points[j]);
        if (distance < least) {
          least = distance;
          nearest =
              format(
                  "in all dimensions together '%s' and '%s' lie nearest to each other",
                  label.get(j), label.get(i));
        }
      }
    }
    return nearest;
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
