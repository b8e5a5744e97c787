package makemore.command;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody meant to type. */
final class Nearest {

  private Nearest() {}

  /**
   * The known word nearest to a mistyped one, as a hint.
   *
   * @param typed what was typed
   * @param known what could have been meant, at least one
   * @return "; did you mean ...?"
   */
  static String hint(String typed, Collection<String> known) {
    String nearest =
        known.stream().min(Comparator.comparingInt(word -> distance(typed, word))).orElseThrow();
    return "; did you mean '" + nearest + "'?";
  }

  /** The Levenshtein distance: how many characters must be inserted, deleted or replaced. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
