package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import com.google.common.collect.TreeMultiset;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.util.Arrays;
import java.util.List;
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
   * directions in which the characters differ most. If there are too many to label them all, those
   * that the words contain most often have labels.
   */
  static Chart of(Vocabulary vocabulary, List<String> words, float[][] table) {
    int size = table[0].length;
    // A single dimension lies on a line in two.
    RealMatrix matrix = new Array2DRowRealMatrix(table.length, Math.max(2, size));
    StringColumn label = StringColumn.create("label");
    for (int character : order(vocabulary, words)) {
      double[] row = Doubles.toArray(Floats.asList(table[character]));
      matrix.setRow(label.size(), Arrays.copyOf(row, Math.max(2, size)));
      label.append(vocabulary.visible(character));
    }
    for (int j = 0; j < size; j++) {
      RealVector column = matrix.getColumnVector(j);
      matrix.setColumnVector(j, column.mapSubtract(StatUtils.mean(column.toArray())));
    }
    var svd = new SingularValueDecomposition(matrix);
    DoubleColumn x = DoubleColumn.create("x", matrix.operate(direction(svd, 0)).toArray());
    DoubleColumn y = DoubleColumn.create("y", matrix.operate(direction(svd, 1)).toArray());
    String title = "embedding" + labelled(table.length);
    String numbers =
        size == 1 ? "The number that stands" : format("The %,d numbers that stand", size);
    return Chart.of(Chart.Kind.LABELS, "embedding", title, Table.create(x, y, label))
        .axes("principal component 1" + share(svd, 0), "principal component 2" + share(svd, 1))
        .withCaption(
            numbers
                + " for each character, in the two directions in which the"
                + " characters differ most; '.' is the end of a name. The axes say how much of"
                + " the variance they show; the rest can still separate two neighbours."
                + " Characters that behave alike in names end up close together, often the"
                + " vowels.")
        .withVerdicts(RunView.neutral(nearest(label, matrix)));
  }

  private static String labelled(int characters) {
    String text = ": labels of the %d most frequent of %,d characters";
    int labels = Chart.labelled(characters);
    return labels == characters ? "" : format(text, labels, characters);
  }

  /**
   * Lists the characters as they are numbered, or the most frequent first if not all have labels.
   */
  private static Iterable<Integer> order(Vocabulary vocabulary, List<String> words) {
    Multiset<Integer> seen = TreeMultiset.create();
    seen.setCount(0, words.size());
    words.forEach(word -> word.codePoints().map(vocabulary::indexOf).forEach(seen::add));
    boolean all = Chart.labelled(vocabulary.size()) == vocabulary.size();
    return (all ? seen : Multisets.copyHighestCountFirst(seen)).elementSet();
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
