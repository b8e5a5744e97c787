package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.command.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

final class ResumedRecordingTest {

  @TempDir private Path folder;

  private void train(String run, String... more) {
    List<String> all =
        new ArrayList<>(List.of("train", "--no-plots", "--run", folder.resolve(run).toString()));
    all.addAll(List.of(more));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    StringWriter err = new StringWriter();
    int status = Program.run(nowhere, new PrintWriter(err, true), all.toArray(String[]::new));
    assertWithMessage(err.toString()).that(status).isEqualTo(0);
  }

  private void start(String run, String steps) {
    train(run, "--hidden-size=8", "--hidden-layers=2", "--steps", steps);
  }

  /** It stops once at a step that is always recorded, once at one that is not. */
  @Test
  void resumedRunHasTheTablesOfAnUnbrokenOne() throws IOException {
    start("unbroken", "120");
    start("resumed", "11");
    train("resumed", "--resume", "--steps", "60");
    train("resumed", "--resume", "--steps", "120");
    assertThat(new Recording().tables()).hasSize(14);
    for (Table table : new Recording().tables()) {
      String file = table.name() + ".csv";
      assertWithMessage(file)
          .that(Files.readString(folder.resolve("resumed").resolve(file)))
          .isEqualTo(Files.readString(folder.resolve("unbroken").resolve(file)));
    }
  }
}
