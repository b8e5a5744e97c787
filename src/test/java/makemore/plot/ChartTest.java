package makemore.plot;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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

  @Test
  void changingAChartLeavesItAsItWas() {
    Chart chart = Chart.of(Chart.Kind.LINES, "loss", "Loss", table());
    Chart other = chart.axes("step", "loss").withColours(2).withCaption("Falls.");
    assertThat(chart.caption()).isEmpty();
    assertThat(other.caption()).isEqualTo("Falls.");
    assertThat(other.yTitle()).isEqualTo("loss");
    assertThat(other.colours()).isEqualTo(2);
  }

  private static Table table() {
    return Table.create(
        DoubleColumn.create("x", 1),
        DoubleColumn.create("y", 1),
        StringColumn.create("series", "a"));
  }
}
