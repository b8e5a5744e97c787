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
 * file that is locked stays: were it deleted, two processes could each lock one of their own.
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
      if (!known && !WholeFiles.isEmpty(folder)) {
        throw new InvalidInputException(
            folder + ": is not empty and was not made by this command; expected a new folder");
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new InvalidInputException(folder + ": another process is writing there");
      }
      return channel;
    } catch (IOException e) {
      throw WholeFiles.unwritable(folder, e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
