package makemore.plot;

import tech.tablesaw.api.Table;

/** Makes long curves short without changing how they look. */
public final class Thinning {

  private Thinning() {}

  /**
   * Keeps of each series that has more than the given number of points the smallest and the largest
   * y of each of {@code points / 2} stretches, in the order of their x.
   *
   * @param table columns {@code x}, {@code y}, {@code series}
   * @param points the most points that a series may keep, at least 2
   * @return the thinned table, or the given one where nothing is too long
   */
  public static Table minimumAndMaximum(Table table, int points) {
    throw new UnsupportedOperationException();
  }
}
