package makemore.experiment;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class MarkdownTableTest {

  @Test
  void columnsArePadded() {
    Table table =
        Table.create(
            StringColumn.create("variant", "mlp", "deep-plain"), IntColumn.create("runs", 3, 12));
    assertThat(MarkdownTable.of(table))
        .isEqualTo(
            """
            | variant    | runs |
            |------------|------|
            | mlp        | 3    |
            | deep-plain | 12   |
            """);
  }

  @Test
  void barInACellIsNoBorder() {
    assertThat(MarkdownTable.of(Table.create(StringColumn.create("a", "x|y"))))
        .endsWith("| x\\|y |\n");
  }

  @Test
  void tableWithoutRowsIsItsHead() {
    assertThat(MarkdownTable.of(Table.create(StringColumn.create("a"))))
        .isEqualTo("| a |\n|---|\n");
  }
}
