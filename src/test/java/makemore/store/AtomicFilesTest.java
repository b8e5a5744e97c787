package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  @TempDir Path folder;

  @Test
  void takesThePlaceOfWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a.png");
    AtomicFiles.write(file, new byte[] {1});
    AtomicFiles.write(file, new byte[] {2, 3});
    assertThat(Files.readAllBytes(file)).isEqualTo(new byte[] {2, 3});
    try (var files = Files.list(folder)) {
      assertThat(files.toList()).containsExactly(file);
    }
  }

  @Test
  void leavesNothingWhereItFails() throws IOException {
    Path file = Files.createDirectories(folder.resolve("a.png/full")).getParent();
    assertThrows(IOException.class, () -> AtomicFiles.write(file, new byte[] {1}));
    try (var files = Files.list(folder)) {
      assertThat(files.toList()).containsExactly(file);
    }
  }
}
