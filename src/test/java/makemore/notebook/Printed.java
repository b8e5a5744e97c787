package makemore.notebook;

import static java.lang.Math.abs;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a notebook prints.
 *
 * <p>Words, whole numbers and the order of all are to be the same as was kept. A number with a
 * fraction is computed in single precision, whose last bits differ from processor to processor: it
 * may be off by one unit of its last printed digit, or by the share of it that is the largest that
 * {@link makemore.verify.GradientCheck} allows. What is printed as less than 1e-5 is rounding
 * itself, which is to be as small.
 */
record Printed(List<String> lines) {

  private static final double RELATIVE = 1e-4;
  private static final double ROUNDING = 1e-5;
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d+\\.\\d+(?:[eE][-+]?\\d+)?|-?\\d[eE][-+]?\\d+");

  static Printed of(String text) {
    return new Printed(text.lines().toList());
  }

  /** Says which lines are others than those that were kept; nothing if none is. */
  List<String> differences(Printed kept) {
    return IntStream.range(0, Math.max(lines.size(), kept.lines.size()))
        .filter(i -> !same(kept.line(i), line(i)))
        .mapToObj(i -> "line %d is%n%s%n but kept is%n%s".formatted(i + 1, line(i), kept.line(i)))
        .toList();
  }

  private String line(int i) {
    return i < lines.size() ? lines.get(i) : "nothing more";
  }

  private static boolean same(String kept, String now) {
    List<String> expected = numbers(kept);
    List<String> numbers = numbers(now);
    return words(kept).equals(words(now))
        && IntStream.range(0, numbers.size()).allMatch(i -> agree(expected.get(i), numbers.get(i)));
  }

  private static List<String> numbers(String line) {
    return NUMBER.matcher(line).results().map(MatchResult::group).toList();
  }

  /** The line without its numbers; how wide its columns are is part of a number. */
  private static List<String> words(String line) {
    return List.of(NUMBER.matcher(line).replaceAll("#").strip().split("\\s+"));
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
