package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class LabelFontTest {

  /** No character, so that no font has it. */
  private static final String UNASSIGNED = Character.toString(0x1FFFD);

  @Test
  void whatTheFontCannotDrawIsItsCodePoints() {
    assertThat(LabelFont.writable("é")).isEqualTo("é");
    assertThat(LabelFont.writable(UNASSIGNED)).isEqualTo("U+1FFFD");
  }

  @Test
  void whatNoFontHasIsCountedOnce() {
    Chart chart = chart("a", "U+0308", UNASSIGNED, UNASSIGNED);
    assertThat(LabelFont.missing(List.of(chart, chart, ExampleRun.chart("loss"))))
        .hasValue(
            "no font here has 1 of the labelled characters: images show their codes; on Debian, install"
                + " fonts-noto-core");
  }

  @Test
  void ofWhatTheFontHasNothingIsSaid() {
    assertThat(LabelFont.missing(List.of(chart("a", "é", "U+0308")))).isEmpty();
    assertThat(LabelFont.missing(List.of(ExampleRun.chart("loss")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "神, fonts-noto-cjk",
    "ー, fonts-noto-cjk",
    "가, fonts-noto-cjk",
    "Ａ, fonts-noto-cjk",
    "👍, fonts-symbola",
    "🏽, fonts-symbola",
    "र, fonts-noto-core",
    "አ, fonts-noto-core"
  })
  void theScriptTellsThePackage(String character, String fonts) {
    assertThat(LabelFont.fontPackage(character)).isEqualTo(fonts);
  }

  private static Chart chart(String... labels) {
    DoubleColumn places = DoubleColumn.create("x", new double[labels.length]);
    Table table =
        Table.create(places, places.copy().setName("y"), StringColumn.create("label", labels));
    return Chart.of(Chart.Kind.LABELS, "chart", "Chart", table);
  }
}
