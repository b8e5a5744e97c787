package makemore.random;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.util.Platform;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache with files that are as long as the libraries, and empty. */
class EngineCacheTest {

  private static final String CACHE = "ENGINE_CACHE_DIR";
  private static final long MISSING = -1;

  private final Platform platform = Platform.detectPlatform("pytorch");
  private final String flavor = platform.getFlavor();
  private final String classifier = platform.getClassifier();
  private final Set<Path> libraries = new HashSet<>();

  @TempDir private Path cache;
  private Path folder;
  private Path jni;

  @BeforeEach
  void unpack() throws IOException {
    System.setProperty(CACHE, cache.toString());
    String version = platform.getVersion() + "-" + flavor + "-" + classifier;
    folder = Files.createDirectories(cache.resolve("pytorch").resolve(version));
    for (String library : platform.getLibraries()) {
      write(folder.resolve(library), "/pytorch/" + flavor + "/" + classifier + "/" + library);
    }
    String library = System.mapLibraryName("djl_torch");
    jni = folder.resolve(platform.getApiVersion() + "-" + library);
    write(jni, "/jnilib/" + classifier + "/" + flavor + "/" + library);
  }

  private void write(Path file, String packed) throws IOException {
    libraries.add(file);
    URL resource = EngineCacheTest.class.getResource(packed);
    setLength(file, resource.openConnection().getContentLengthLong());
  }

  private static void setLength(Path file, long length) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(length);
    }
  }

  @AfterEach
  void restore() {
    System.clearProperty(CACHE);
  }

  @Test
  void wholeLibrariesAreKept() {
    EngineCache.mend();
    assertThat(folder.toFile().list()).hasLength(libraries.size());
  }

  /** DJL unpacks its own library after the others, perhaps at this moment, for another process. */
  @ParameterizedTest
  @ValueSource(longs = {MISSING, 0, 1000})
  void librariesOfWhichAnyIsMissingOrCutOffAreDeletedAndNoOtherVersion(long length)
      throws IOException {
    Path other = Files.createDirectories(folder.resolveSibling("2.5.1-cpu-" + classifier));
    for (Path library : List.copyOf(libraries)) {
      unpack();
      Files.delete(library);
      if (length != MISSING) {
        setLength(library, length);
      }
      EngineCache.mend();
      assertThat(Files.exists(folder)).isEqualTo(length == MISSING && library.equals(jni));
      assertThat(Files.exists(other)).isTrue();
    }
  }
}
