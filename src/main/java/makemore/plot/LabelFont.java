package makemore.plot;

import com.google.common.collect.Streams;
import java.awt.Font;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The font of the labels in images, and what it lacks on this machine. */
public final class LabelFont {

  static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 18);

  private LabelFont() {}

  /** Shows code points for what the font cannot draw, which would be a box. */
  static String writable(String text) {
    return FONT.canDisplayUpTo(text) < 0
        ? text
        : text.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
  }

  /**
   * Says how many labels of charts the font cannot draw, and which packages have a font for them.
   */
  public static Optional<String> missing(Iterable<Chart> charts) {
    List<String> missing =
        Streams.stream(charts)
            .filter(chart -> chart.kind() == Chart.Kind.LABELS)
            .flatMap(chart -> chart.labels().stream())
            .filter(label -> FONT.canDisplayUpTo(label) >= 0)
            .distinct()
            .toList();
    String packages =
        missing.stream().map(LabelFont::fontPackage).distinct().collect(Collectors.joining(" "));
    String line =
        "no font here has %,d of the labelled characters: images show their codes; on Debian,"
            + " install %s";
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(line.formatted(missing.size(), packages));
  }

  /** East Asian letters and signs, symbols and emoji, or all other scripts. */
  static String fontPackage(String character) {
    if (character.matches("[\\p{IsHan}\\p{IsHangul}\\u2e80-\\u33ff\\uff00-\\uffef]")) {
      return "fonts-noto-cjk";
    }
    return character.matches("\\p{IsCommon}") ? "fonts-symbola" : "fonts-noto-core";
  }
}
