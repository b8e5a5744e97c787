package makemore.notebook;

import static java.lang.Math.abs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import makemore.notebook.Notebook.Output;

/**
 * What a cell does otherwise than was kept.
 *
 * <p>Words, whole numbers and the order of all are to be the same. A number with a fraction is
 * computed in single precision, whose last bits differ from processor to processor: it may be off
 * by one unit of its last printed digit, or by the share of it that is the largest that {@link
 * makemore.verify.GradientCheck} allows. What is printed as less than 1e-5 is rounding itself,
 * which is to be as small.
 */
final class Differences {

  private static final double RELATIVE = 1e-4;
  private static final double ROUNDING = 1e-5;
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d+\\.\\d+(?:[eE][-+]?\\d+)?|-?\\d[eE][-+]?\\d+");

  private Differences() {}

  /** Says what is different, cell by cell; nothing if all is the same. */
  static List<String> between(List<Output> kept, List<Output> now) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Output output = i < now.size() ? now.get(i) : new Output("", "", "did not run");
      Output expected = kept.get(i);
      if (!output.problem().isEmpty()) {
        differences.add("cell %d: %s".formatted(i + 1, output.problem()));
      } else if (!same(expected.text(), output.text())) {
        differences.add(
            "cell %d prints%n%s%nbut this is kept:%n%s"
                .formatted(i + 1, output.text(), expected.text()));
      } else if (!expected.picture().equals(output.picture())) {
        differences.add(
            "cell %d shows the picture '%s', but '%s' is kept"
                .formatted(i + 1, output.picture(), expected.picture()));
      }
    }
    return differences;
  }

  private static boolean same(String kept, String now) {
    List<String> expected = NUMBER.matcher(kept).results().map(MatchResult::group).toList();
    List<String> numbers = NUMBER.matcher(now).results().map(MatchResult::group).toList();
    if (!words(kept).equals(words(now))) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!agree(expected.get(i), numbers.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The text without its numbers; how wide its columns are is part of a number. */
  private static List<String> words(String text) {
    return List.of(NUMBER.matcher(text).replaceAll("#").strip().split("\\s+"));
  }

  private static boolean agree(String kept, String now) {
    double expected = Double.parseDouble(kept);
    double number = Double.parseDouble(now);
    if (abs(expected) < ROUNDING && kept.matches(".*[eE].*")) {
      return abs(number) < ROUNDING;
    }
    double unit = new BigDecimal(kept).ulp().doubleValue();
    return abs(number - expected) <= Math.max(1.001 * unit, RELATIVE * abs(expected));
  }
}
