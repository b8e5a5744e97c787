package makemore.store;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    assertThat(folder.toFile().list()).asList().containsExactly("a.png");
  }

  @Test
  void leavesNothingWhereItFails() throws IOException {
    Path file = Files.createDirectories(folder.resolve("a.png/full")).getParent();

    assertThrows(IOException.class, () -> AtomicFiles.write(file, new byte[] {1}));

    assertThat(folder.toFile().list()).asList().containsExactly("a.png");
  }

  @Test
  void channelIsClosedWhereLockingThrows() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      assertThrows(NonWritableChannelException.class, () -> AtomicFiles.isLocked(channel));

      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void channelIsClosedWhereTheFileIsLockedAlready() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (FileChannel first = FileChannel.open(file, StandardOpenOption.WRITE);
        FileChannel second = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThat(AtomicFiles.isLocked(first)).isTrue();
      assertThat(AtomicFiles.isLocked(second)).isFalse();

      assertThat(first.isOpen()).isTrue();
      assertThat(second.isOpen()).isFalse();
    }
  }
}
