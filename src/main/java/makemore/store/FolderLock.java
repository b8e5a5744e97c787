package makemore.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import makemore.text.InvalidInputException;

/**
 * Keeps other processes from writing into a folder until it is closed or this process ends, however
 * it ends. The file that is locked stays for ever: were it deleted or replaced, two processes could
 * each lock one of their own.
 */
final class FolderLock {

  private FolderLock() {}

  /**
   * Makes a folder where there is none, and locks it; refuses one that cannot be written or is in
   * use.
   *
   * @param known whether it is of the kind that is expected; else it is refused, unless it is empty
   * @param otherwise what to say then
   */
  static Closeable of(Path folder, boolean known, String otherwise) {
    try {
      Files.createDirectories(folder);
      if (!known && !WholeFiles.isEmpty(folder)) {
        throw new InvalidInputException(folder + ": is not empty and " + otherwise);
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
