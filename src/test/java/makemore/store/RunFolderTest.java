package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.Model;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class RunFolderTest extends StoredRunTest {

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : AtomicFiles.in(path)) {
      files.put(AtomicFiles.name(path, file), Files.readString(file, ISO_8859_1));
    }
    return files;
  }

  @Test
  void runIsReadAsItWasWritten() throws IOException {
    float[][] written = write(10, loss(3.25f, 0.1f));

    assertThat(folder.summary()).isEqualTo(summary(10));
    try (Model model = folder.model(folder.summary())) {
      assertThat(valuesOf(model)).isEqualTo(written);
    }
    assertThat(folder.words(folder.summary()).words()).containsExactly("emma", "ava").inOrder();
    assertThat(folder.table(loss()).print()).isEqualTo(loss(3.25f, 0.1f).print());
  }

  @Test
  void laterRunReplacesAnEarlierOneAndItsPictures() throws IOException {
    write(10, loss(1));
    Files.createDirectories(folder.plots());

    float[][] later = write(20, loss(1, 2));

    assertThat(folder.summary().steps()).isEqualTo(20);
    assertThat(folder.table(loss()).rowCount()).isEqualTo(2);
    try (Model model = folder.model(folder.summary())) {
      assertThat(valuesOf(model)).isEqualTo(later);
    }
    assertThat(Files.exists(folder.plots())).isFalse();
  }

  /** A table cannot be written into a folder that does not exist. */
  @Test
  void runThatCannotBeWrittenLeavesTheEarlierOne() throws IOException {
    write(10, loss(1));
    Map<String, String> before = files();
    Table unwritable = loss(1);
    unwritable.setName("no-such-folder/loss");

    assertThat(errorOf(() -> write(20, unwritable)))
        .startsWith(path + ": the folder cannot be written (");

    assertThat(files()).isEqualTo(before);
    assertThat(folder.summary()).isEqualTo(summary(10));
  }

  @Test
  void folderWithWhatAKilledProcessLeftIsAccepted() throws IOException {
    Files.createDirectories(path.resolve(".incoming123").resolve("model"));

    write(10);

    assertThat(folder.summary()).isEqualTo(summary(10));
  }

  @Test
  void fileInTheFoldersPlaceIsRefused() throws IOException {
    Files.writeString(path, "a file");

    for (RunFolder taken : new RunFolder[] {folder, new RunFolder(path.resolve("run"))}) {
      assertThat(errorOf(taken::lock))
          .startsWith(taken.path() + ": the folder cannot be written (");
    }
    assertThat(Files.readString(path)).isEqualTo("a file");
  }

  @Test
  void runIsSetAsideUnderTheFirstFreeNumberUnlessItIsInUse() throws IOException {
    write(10);
    Files.createDirectory(parent.resolve("run.1"));
    try (Closeable lock = folder.lock()) {
      assertThat(lock).isNotNull();
      assertThat(folder.setAside()).isEmpty();
    }

    assertThat(folder.setAside()).hasValue(parent.resolve("run.2"));

    assertThat(folder.exists()).isFalse();
    assertThat(new RunFolder(parent.resolve("run.2")).summary()).isEqualTo(summary(10));
  }

  @Test
  void whatIsNoFinishedRunIsSaidToBeWhatItIs() throws IOException {
    assertThat(errorOf(folder::summary)).contains("no such run folder");
    assertThat(errorOf(new RunFolder(parent.resolve("words.txt"))::summary)).contains("is a file");
    try (Closeable lock = folder.lock()) {
      assertThat(lock).isNotNull();
      assertThat(errorOf(folder::summary)).contains("is being trained");
    }
    writeCheckpoint();
    Files.delete(file(Summary.FILE));
    assertThat(errorOf(folder::summary)).contains("the run has not ended");
  }

  @Test
  void divergedRunLeavesItsRecordsAndNoCheckpoint() throws IOException {
    writeCheckpoint();
    Files.delete(file(Summary.FILE));
    Summary summary = summary(10);

    folder.write(
        new DivergedRun(summary.settings(), summary.data(), "diverged at step 3"),
        List.of(loss(1, 2)));

    assertThat(errorOf(folder::summary)).isEqualTo(path + ": diverged at step 3");
    assertThat(folder.diverged().table(loss()).rowCount()).isEqualTo(2);
    assertThat(folder.hasRun()).isFalse();
  }

  private Path writeCheckpoint() throws IOException {
    write(10);
    Summary summary = folder.summary();
    try (Model model = folder.model(summary)) {
      folder.writeCheckpoint(summary, model, data, List.of(loss(1, 2)));
    }
    return file("checkpoint.zip");
  }

  @Test
  void checkpointIsReadAsItWasWritten() throws IOException {
    writeCheckpoint();

    try (Checkpoint checkpoint = Checkpoint.latest(folder)) {
      assertThat(checkpoint.summary()).isEqualTo(summary(10));
      assertThat(checkpoint.run().table(loss()).rowCount()).isEqualTo(2);
      assertThat(checkpoint.run().words(checkpoint.summary()).words()).hasSize(2);
    }
  }

  @Test
  void checkpointThatIsCutOffOrChangedIsRefused() throws IOException {
    Path checkpoint = writeCheckpoint();
    String bytes = Files.readString(checkpoint, ISO_8859_1);

    Files.writeString(checkpoint, bytes.substring(0, bytes.length() - 1), ISO_8859_1);

    assertThat(errorOf(() -> Checkpoint.latest(folder).close()))
        .startsWith(checkpoint + ": missing or damaged (");

    Files.writeString(checkpoint, bytes.replaceFirst("step,loss", "step,less"), ISO_8859_1);

    assertThat(errorOf(() -> Checkpoint.latest(folder).close()))
        .contains("changed since the run was written: loss.csv");
  }
}
