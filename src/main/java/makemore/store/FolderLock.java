package makemore.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import makemore.input.InvalidInputException;

/**
 * Keeps other processes from writing into a folder until it is closed or this process ends. The
 * file that is locked stays: were it deleted, two processes could each lock a file of that name.
 */
final class FolderLock {

  private FolderLock() {}

  /**
   * Makes a folder where there is none, and locks it; refuses one that cannot be written, is in
   * use, or is neither empty nor known.
   */
  static Closeable of(Path folder, boolean known) {
    try {
      Files.createDirectories(folder);
      if (!known && !AtomicFiles.isEmpty(folder)) {
        throw new InvalidInputException(
            folder + ": is not empty and was not made by this command; expected a new folder");
      }
      Path file = folder.resolve(".lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        throw new InvalidInputException(folder + ": another process is writing there");
      }
      return channel;
    } catch (IOException e) {
      throw AtomicFiles.unwritable(folder, e);
    }
  }

  /** Locks a file; where that fails, its channel is closed. */
  static boolean isLocked(FileChannel channel) throws IOException {
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process has locked it.
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked;
  }
}
