package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static makemore.store.StoredRunTest.errorOf;
import static makemore.store.StoredRunTest.loss;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.inspect.RecordedTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class RunTablesTest {

  private static final float[] LOSSES = {3.2870309f, 1.17549435e-38f, 0.1f, 3.4028235e38f};
  private static final Table TABLE = loss(LOSSES);

  @TempDir private Path folder;

  private Table read() {
    return new RunFiles(folder).table(TABLE.emptyCopy());
  }

  @Test
  void tableIsReadAtFullPrecision() throws IOException {
    new RunFiles(folder).write(List.of(TABLE));

    assertThat(Files.readAllLines(folder.resolve("loss.csv")).subList(0, 2))
        .containsExactly("step,loss", "0,3.287031")
        .inOrder();
    assertThat(read().name()).isEqualTo("loss");
    assertThat(read().intColumn("step").asList()).containsExactly(0, 1, 2, 3).inOrder();
    assertThat(read().floatColumn("loss").asFloatArray()).isEqualTo(LOSSES);
  }

  /** Between its ends no name is taken for a missing one, and no space is lost. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".null.",
        ".NaN.",
        ".NA.",
        ".*.",
        "., ab .",
        ".a,\"b\"",
        ".#1.",
        ".\\.",
        ". ."
      })
  void namesAreReadAsTheyWere(String name) throws IOException {
    Table names = RecordedTable.NAMES.empty();
    names.intColumn("step").append(0);
    names.stringColumn("name").append(name);
    new RunFiles(folder).write(List.of(names));

    Table read = new RunFiles(folder).table(RecordedTable.NAMES.empty());

    assertThat(read.stringColumn("name").asList()).containsExactly(name);
  }

  /** The text that is not UTF-8 was found by the fuzzer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "step,loss\\n0,high\\n; row 1 and column loss",
        "step,loss\\n0.5,3.3\\n; row 1 and column step",
        "step,loss\\n0,1,2\\n; Row number 1 contains 3 columns",
        "loss,step\\n0,3.3\\n; its columns are not step",
        "step\\n0\\n; its columns are not step,loss",
        "''; its columns are not step,loss",
        "step\u009E\\n; it is not UTF-8"
      })
  void damageIsSaidInPlainWords(String text, String why) throws IOException {
    Path file = folder.resolve("loss.csv");
    Files.writeString(file, text.replace("\\n", "\n"), StandardCharsets.ISO_8859_1);

    String error = errorOf(this::read);

    assertThat(error).startsWith(file + ": missing or damaged (");
    assertThat(error).contains(why);
    assertThat(error).doesNotContain("Exception");
    assertThat(error).endsWith("); train the run again");
    assertThat(error.lines().count()).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tableThatFillsTheDiskCannotBeWritten() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("loss.csv"), Path.of("/dev/full"));

    IOException e =
        assertThrows(IOException.class, () -> new RunFiles(folder).write(List.of(TABLE)));
    Files.delete(full);

    assertThat(e).hasMessageThat().contains("No space left");
  }
}
