package makemore.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import makemore.text.InvalidInputException;

/**
 * Keeps other processes from writing into a folder until it is closed or this process ends, however
 * it ends.
 *
 * <p>The file that is locked stays for ever: were it deleted or replaced, two processes could each
 * lock one of their own.
 */
public record FolderLock(FileChannel channel) implements AutoCloseable {

  /** Locks a folder; throws an {@link InvalidInputException} if it is locked already. */
  static FolderLock of(Path folder) throws IOException {
    Path file = folder.resolve(".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw new InvalidInputException(
          folder + ": process " + Files.readString(file).strip() + " is writing there");
    }
    // By no other channel: a process loses its lock when it closes any that it has on the file.
    String process = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(StandardCharsets.UTF_8.encode(process));
    return new FolderLock(channel);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      // A byte far behind the text: on Windows what is locked cannot be read.
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
