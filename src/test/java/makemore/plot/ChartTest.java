package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ChartTest {

  @Test
  void theLastFrameHasTheChartsOwnTable() {
    Table last = table();
    Chart chart =
        Chart.builder(Chart.Kind.LINES, "loss", "Loss")
            .frames(List.of(new Frame("step 0", table()), new Frame("step 1", last)))
            .build();
    assertThat(chart.table()).isSameInstanceAs(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Loss", "a-b", "../a", "1a", "a.png"})
  void refusesWhatIsNoFileName(String name) {
    var chart = Chart.builder(Chart.Kind.LINES, name, "Loss").table(table());
    var e = assertThrows(IllegalArgumentException.class, chart::build);
    assertThat(e).hasMessageThat().contains("'" + name + "'");
  }

  @Test
  void refusesATableOfAnotherKind() {
    var chart = Chart.builder(Chart.Kind.CELLS, "map", "Map").table(table());
    var e = assertThrows(IllegalArgumentException.class, chart::build);
    assertThat(e).hasMessageThat().contains("[x, y, value]");
  }

  @Test
  void refusesAFrameOfAnotherKind() {
    Table bad = Table.create(DoubleColumn.create("x"));
    var chart =
        Chart.builder(Chart.Kind.LINES, "loss", "Loss")
            .frames(List.of(new Frame("0", bad), new Frame("1", table())));
    assertThrows(IllegalArgumentException.class, chart::build);
  }

  @Test
  void refusesAChartWithoutATable() {
    var chart = Chart.builder(Chart.Kind.LINES, "loss", "Loss");
    var e = assertThrows(IllegalArgumentException.class, chart::build);
    assertThat(e).hasMessageThat().contains("no table");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void refusesMoreOrFewerColoursThanThereAre(int colours) {
    var chart = Chart.builder(Chart.Kind.LINES, "loss", "Loss").table(table()).colours(colours);
    var e = assertThrows(IllegalArgumentException.class, chart::build);
    assertThat(e).hasMessageThat().contains("expected 1 to 8");
  }

  private static Table table() {
    return Table.create(
        DoubleColumn.create("x", 1),
        DoubleColumn.create("y", 1),
        StringColumn.create("series", "a"));
  }
}
