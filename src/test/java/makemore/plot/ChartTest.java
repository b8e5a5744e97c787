package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ChartTest {

  @Test
  void theLastFrameHasTheChartsOwnTable() {
    Table last = table();
    List<Chart.Frame> frames =
        List.of(new Chart.Frame("step 0", table()), new Chart.Frame("step 1", last));
    Chart chart = Chart.of(Chart.Kind.LINES, "loss", "Loss", frames);
    assertThat(chart.table()).isSameInstanceAs(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Loss", "a-b", "../a", "1a", "a.png"})
  void refusesWhatIsNoFileName(String name) {
    assertRefused("'" + name + "'", () -> Chart.of(Chart.Kind.LINES, name, "Loss", table()));
  }

  @Test
  void refusesATableOfAnotherKind() {
    assertRefused("[x, y, value]", () -> Chart.of(Chart.Kind.CELLS, "map", "Map", table()));
  }

  @Test
  void refusesAFrameOfAnotherKind() {
    Table bad = Table.create(DoubleColumn.create("x"));
    List<Chart.Frame> frames = List.of(new Chart.Frame("0", bad), new Chart.Frame("1", table()));
    assertRefused("[x, y, series]", () -> Chart.of(Chart.Kind.LINES, "loss", "Loss", frames));
  }

  @Test
  void refusesAChartWithoutATable() {
    assertRefused("no table", () -> Chart.of(Chart.Kind.LINES, "loss", "Loss", List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void refusesMoreOrFewerColoursThanThereAre(int colours) {
    Chart chart = Chart.of(Chart.Kind.LINES, "loss", "Loss", table());
    assertRefused("expected 1 to 8", () -> chart.colours(colours));
  }

  @Test
  void changingAChartLeavesItAsItWas() {
    Chart chart = Chart.of(Chart.Kind.LINES, "loss", "Loss", table());
    Chart other = chart.axes("step", "loss").colours(2).caption("Falls.");
    assertThat(chart.caption()).isEmpty();
    assertThat(other.caption()).isEqualTo("Falls.");
    assertThat(other.yTitle()).isEqualTo("loss");
    assertThat(other.colours()).isEqualTo(2);
  }

  private static void assertRefused(String message, Executable chart) {
    var e = assertThrows(IllegalArgumentException.class, chart);
    assertThat(e).hasMessageThat().contains(message);
  }

  private static Table table() {
    return Table.create(
        DoubleColumn.create("x", 1),
        DoubleColumn.create("y", 1),
        StringColumn.create("series", "a"));
  }
}
