package makemore.plot;

import static makemore.inspect.NumberFormats.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import com.google.common.collect.TreeMultiset;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import makemore.text.Vocabulary;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.MathArrays;
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
   *
   * @param drawn the table as training began with it
   */
  static Chart of(Vocabulary vocabulary, List<String> words, float[][] table, float[][] drawn) {
    int size = table[0].length;
    // A single dimension lies on a line in two.
    RealMatrix matrix = new Array2DRowRealMatrix(table.length, Math.max(2, size));
    StringColumn label = StringColumn.create("label");
    List<Integer> order = ImmutableList.copyOf(order(vocabulary, words));
    for (int character : order) {
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
                + " for each character, in the two directions in which the characters differ most; '.'"
                + " is the end of a name. The axes say how much of the variance they show: the rest"
                + " can still separate two neighbours.")
        .withVerdicts(
            List.of(
                RunView.neutral(nearest(label, order, table, drawn)).get(0),
                RunView.neutral(moved(label, order, table, drawn)).get(0)));
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

  /** Names the nearest pair, and whether it became so by training. */
  private static String nearest(
      StringColumn label, List<Integer> order, float[][] table, float[][] drawn) {
    int[] nearest = {-1, -1};
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < order.size(); i++) {
      for (int j = 1; j < i; j++) {
        double distance = distance(table[order.get(i)], table[order.get(j)]);
        if (distance < least) {
          least = distance;
          nearest = new int[] {j, i};
        }
      }
    }
    if (nearest[0] < 0) {
      return "there is a single character";
    }
    double before = distance(drawn[order.get(nearest[0])], drawn[order.get(nearest[1])]);
    int nearer = 0;
    for (int i = 1; i < order.size(); i++) {
      for (int j = 1; j < i; j++) {
        nearer += distance(drawn[order.get(i)], drawn[order.get(j)]) < before ? 1 : 0;
      }
    }
    String pair = format("'%s' and '%s'", label.get(nearest[0]), label.get(nearest[1]));
    return nearer == 0
        ? pair
            + " are closest to each other in all dimensions together, as they were by chance"
            + " before training"
        : format(
            "in all dimensions together, %s have become closest to each other; before training %,d"
                + " %s closer",
            pair, nearer, nearer == 1 ? "pair was" : "pairs were");
  }

  private static String moved(
      StringColumn label, List<Integer> order, float[][] table, float[][] drawn) {
    ToDoubleFunction<Integer> distance = i -> distance(table[order.get(i)], drawn[order.get(i)]);
    List<Integer> byDistance =
        IntStream.range(0, order.size())
            .boxed()
            .sorted(Comparator.comparingDouble(distance))
            .toList();
    int least = byDistance.get(0);
    int most = byDistance.get(byDistance.size() - 1);
    return format(
        "training moved '%s' least, by %.2f, and '%s' most, by %.2f",
        label.get(least),
        distance.applyAsDouble(least),
        label.get(most),
        distance.applyAsDouble(most));
  }

  private static double distance(float[] a, float[] b) {
    return MathArrays.distance(
        Doubles.toArray(Floats.asList(a)), Doubles.toArray(Floats.asList(b)));
  }
}
