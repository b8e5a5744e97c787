package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.util.Arrays;
import makemore.text.Vocabulary;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.StatUtils;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The chart of the embedding: a point for each character. */
final class EmbeddingChart {

  private EmbeddingChart() {}

  /**
   * Draws a table of shape (vocabulary size, embedding size): its two principal components, the
   * directions in which the characters differ most.
   */
  static Chart of(Vocabulary vocabulary, float[][] table) {
    int size = table[0].length;
    // A single dimension lies on a line in two.
    RealMatrix matrix = new Array2DRowRealMatrix(table.length, Math.max(2, size));
    StringColumn label = StringColumn.create("label");
    for (int i = 0; i < table.length; i++) {
      label.append(vocabulary.visible(i));
      matrix.setRow(i, Arrays.copyOf(Doubles.toArray(Floats.asList(table[i])), Math.max(2, size)));
    }
    for (int j = 0; j < size; j++) {
      RealVector column = matrix.getColumnVector(j);
      matrix.setColumnVector(j, column.mapSubtract(StatUtils.mean(column.toArray())));
    }
    var svd = new SingularValueDecomposition(matrix);
    DoubleColumn x = DoubleColumn.create("x", matrix.operate(direction(svd, 0)).toArray());
    DoubleColumn y = DoubleColumn.create("y", matrix.operate(direction(svd, 1)).toArray());
    return Chart.of(Chart.Kind.LABELS, "embedding", "embedding", Table.create(x, y, label))
        .axes("principal component 1" + share(svd, 0), "principal component 2" + share(svd, 1))
        .withCaption(
            format(
                "The %d numbers that stand for each character, in the two directions in which the"
                    + " characters differ most; '.' is the end of a name. The axes say how much of"
                    + " the variance they show; the rest can still separate two neighbours."
                    + " Characters that behave alike in names end up close together, often the"
                    + " vowels.",
                size))
        .withVerdicts(RunView.neutral(nearest(label, matrix)));
  }

  /** Makes the largest weight positive: either sign would do. */
  private static RealVector direction(SingularValueDecomposition svd, int component) {
    RealVector direction = svd.getV().getColumnVector(component);
    return direction.mapMultiply(direction.getMaxValue() < -direction.getMinValue() ? -1 : 1);
  }

  private static String share(SingularValueDecomposition svd, int component) {
    double[] s = svd.getSingularValues();
    double share = s[component] * s[component] / StatUtils.sumSq(s);
    return format(", %.0f%% of the variance", 100 * share);
  }

  private static String nearest(StringColumn label, RealMatrix points) {
    double least = Double.POSITIVE_INFINITY;
    String nearest = "there is a single character";
    String text = "in all dimensions together, '%s' and '%s' are closest to each other";
    for (int i = 1; i < label.size(); i++) {
      for (int j = 1; j < i; j++) {
        double distance = points.getRowVector(i).getDistance(points.getRowVector(j));
        if (distance < least) {
          least = distance;
          nearest = format(text, label.get(j), label.get(i));
        }
      }
    }
    return nearest;
  }
}
