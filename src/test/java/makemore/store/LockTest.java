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

class LockTest {

  @TempDir Path folder;

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
