package makemore.store;

import ai.djl.util.Utils;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;

/**
 * Writes files completely or not at all, whatever happens to the process or the machine: under a
 * hidden name, forced to disk, and then moved.
 */
public final class AtomicFiles implements AutoCloseable {

  private static final String LOCK = ".lock";

  final Path incoming;

  private final Path folder;

  AtomicFiles(Path folder) throws IOException {
    this.folder = folder;
    incoming = folder.resolve(".incoming");
    Utils.deleteQuietly(incoming);
    Files.createDirectories(incoming);
  }

  /** Writes one file into an existing folder; where that fails, the one before is still there. */
  public static Path write(Path file, byte[] bytes) throws IOException {
    Path hidden = file.resolveSibling("." + file.getFileName() + ".incoming");
    try {
      Files.write(hidden, bytes);
      force(hidden);
      Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(hidden);
    }
    return file;
  }

  /** Makes a folder where there is none; refuses one in which files cannot be written. */
  public static Path makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".", ".writable"));
      return folder;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  static InvalidInputException unwritable(Path folder, IOException e) {
    String exception = e.getClass().getSimpleName().replace("Exception", "");
    String why = exception.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    String message = e.getMessage() == null ? "" : ": " + e.getMessage();
    return new InvalidInputException(
        folder + ": the folder cannot be written (" + why + message + ")", e);
  }

  /**
   * Makes a folder where there is none, and keeps other processes from writing there until it is
   * closed or this process ends; refuses one that cannot be written, is in use, or is neither known
   * nor empty but for hidden files, which a killed process leaves. The file that is locked stays:
   * were it deleted, two processes could each lock a file of that name.
   */
  static Closeable lock(Path folder, boolean known) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (!known && !files.allMatch(file -> file.getFileName().toString().startsWith("."))) {
          throw new InvalidInputException(
              folder + ": is not empty and was not made by this command; expected a new folder");
        }
      }
      Path file = folder.resolve(LOCK);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        throw new InvalidInputException(folder + ": another process is writing there");
      }
      return channel;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Whether a process is writing into a folder, which may not exist. */
  static boolean isInUse(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      return !isLocked(channel);
    } catch (IOException e) {
      return false;
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

  void force() throws IOException {
    for (Path file : in(incoming)) {
      force(file);
    }
  }

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Gives a file's name within a folder, with slashes, whatever the system's separator is. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Moves all that was written, one file or folder last. */
  void moveIntoPlace(String last) throws IOException {
    Comparator<Path> inOrder = Comparator.comparing(file -> file.endsWith(last));
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.sorted(inOrder).toList()) {
        Path place = folder.resolve(file.getFileName());
        if (Files.isDirectory(file)) {
          Utils.deleteQuietly(place);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    // The names, too.
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folder; the files themselves are safe.
    }
  }

  @Override
  public void close() {
    Utils.deleteQuietly(incoming);
  }
}
