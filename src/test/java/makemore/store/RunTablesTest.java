package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class RunTablesTest {

  private static final Table LOSS =
      Table.create("loss", IntColumn.create("step"), FloatColumn.create("loss"));

  @TempDir private Path folder;

  private String errorOf(byte[] bytes) throws IOException {
    Files.write(folder.resolve("loss.csv"), bytes);
    return assertThrows(InvalidInputException.class, () -> new RunFiles(folder).table(LOSS))
        .getMessage();
  }

  @Test
  void tableIsReadAsItWasWritten() throws IOException {
    Table table =
        Table.create(
            "loss",
            IntColumn.create("step", new int[] {0}),
            FloatColumn.create("loss", new float[] {3.3f}));
    Files.write(folder.resolve("loss.csv"), RunFiles.csv(table));

    assertThat(new RunFiles(folder).table(LOSS).print()).isEqualTo(table.print());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "step,loss\\n0,high\\n; row 1 and column loss",
        "step,loss\\n0.5,3.3\\n; row 1 and column step",
        "loss,step\\n0,3.3\\n; its columns are not step",
        "step\\n0\\n; its columns are not step,loss"
      })
  void damageIsSaidInPlainWords(String text, String why) throws IOException {
    String error = errorOf(text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

    assertThat(error).startsWith(folder.resolve("loss.csv") + ": missing or damaged (");
    assertThat(error).contains(why);
    assertThat(error).doesNotContain("Exception");
    assertThat(error.lines().count()).isEqualTo(1);
  }

  /** Found by the fuzzer. */
  @Test
  void whatIsNotUtf8IsRefused() throws IOException {
    String error = errorOf(new byte[] {'s', 't', 'e', 'p', (byte) 0x9E, '\n'});

    assertThat(error)
        .isEqualTo(
            folder.resolve("loss.csv")
                + ": missing or damaged (it is not UTF-8); train the run again");
  }
}
