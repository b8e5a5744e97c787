package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.input.InvalidInputException;
import makemore.store.ExperimentFolder.Common;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFolderTest {

  private static final Common COMMON = new Common("depth", 2000, "a".repeat(64));

  @TempDir Path folder;

  private String refused(Path path, Common common) {
    return assertThrows(
            InvalidInputException.class, () -> ExperimentFolder.open(path, common).close())
        .getMessage();
  }

  @Test
  void sameExperimentGoesOnThere() throws IOException {
    ExperimentFolder.open(folder, COMMON).close();
    try (ExperimentFolder again = ExperimentFolder.open(folder, COMMON)) {
      assertThat(again.path()).isEqualTo(folder);
    }
  }

  @Test
  void otherStepsAreRefused() throws IOException {
    ExperimentFolder.open(folder, COMMON).close();
    assertThat(refused(folder, new Common("depth", 4000, COMMON.dataSha256())))
        .contains("holds depth of 2,000 steps");
  }

  @Test
  void otherDataAreRefused() throws IOException {
    ExperimentFolder.open(folder, COMMON).close();
    assertThat(refused(folder, new Common("depth", 2000, "b".repeat(64)))).contains("bbbbbbbb");
  }

  @Test
  void otherExperimentIsRefused() throws IOException {
    ExperimentFolder.open(folder, COMMON).close();
    assertThat(refused(folder, new Common("break-it", 2000, COMMON.dataSha256())))
        .contains("expected another folder");
  }

  @Test
  void folderOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "Dear");
    assertThat(refused(folder, COMMON)).contains("is not empty");
    assertThat(folder.toFile().list()).asList().containsExactly("letter.txt");
  }

  @Test
  void fileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(refused(file, COMMON)).contains("cannot be written");
  }

  @Test
  void damagedFolderIsRefused() throws IOException {
    Files.writeString(folder.resolve("experiment.json"), "{");
    assertThat(refused(folder, COMMON)).contains("experiment.json: missing or damaged");
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("experiment.json"), "");
    assertThat(refused(folder, COMMON)).contains("it does not have anything");
  }

  @Test
  void openFolderCannotBeOpenedAgain() throws IOException {
    ExperimentFolder open = ExperimentFolder.open(folder, COMMON);
    assertThat(refused(folder, COMMON)).isEqualTo(folder + ": another process is writing there");
    open.close();
  }
}
