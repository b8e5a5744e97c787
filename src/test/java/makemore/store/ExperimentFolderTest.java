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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFolderTest {

  private static final Common COMMON = new Common("depth", 2000, "aaaaaaaaaa");

  @TempDir Path folder;

  private static String refused(Path path, Common common) {
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

  @ParameterizedTest
  @CsvSource({"depth, 4000, aaaaaaaaaa", "depth, 2000, bbbbbbbbbb", "break-it, 2000, aaaaaaaaaa"})
  void folderOfAnotherExperimentIsRefused(String experiment, int steps, String sha256)
      throws IOException {
    ExperimentFolder.open(folder, COMMON).close();

    assertThat(refused(folder, new Common(experiment, steps, sha256)))
        .isEqualTo(
            String.format(
                "%s: holds depth of 2,000 steps on data with the SHA-256 aaaaaaaa; expected another"
                    + " folder for %s of %,d steps on data with the SHA-256 %s",
                folder, experiment, steps, sha256.substring(0, 8)));
  }

  @ParameterizedTest
  @CsvSource({"{, missing or damaged", "'', it does not have anything"})
  void damagedFolderIsRefused(String text, String why) throws IOException {
    Files.writeString(folder.resolve("experiment.json"), text);
    assertThat(refused(folder, COMMON)).startsWith(folder.resolve("experiment.json") + ": ");
    assertThat(refused(folder, COMMON)).contains(why);
  }

  @Test
  void openFolderCannotBeOpenedAgain() throws IOException {
    ExperimentFolder open = ExperimentFolder.open(folder, COMMON);
    assertThat(refused(folder, COMMON)).isEqualTo(folder + ": another process is writing there");
    open.close();
  }
}
