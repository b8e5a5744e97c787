package makemore.random;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.util.Platform;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache with files that are as long as the libraries, and empty. */
class EngineCacheTest {

  private static final String CACHE = "ENGINE_CACHE_DIR";

  private final Platform platform = Platform.detectPlatform("pytorch");
  private final String flavor = platform.getFlavor();
  private final String classifier = platform.getClassifier();

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

  private static void write(Path file, String packed) throws IOException {
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
    assertThat(Files.exists(folder.resolve(platform.getLibraries()[0]))).isTrue();
    assertThat(Files.exists(jni)).isTrue();
  }

  /** DJL unpacks it after the others, perhaps at this moment, for another process. */
  @Test
  void librariesWithoutDjlsOwnAreKept() throws IOException {
    Files.delete(jni);
    EngineCache.mend();
    assertThat(Files.exists(folder)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1000})
  void librariesOfWhichAnyIsCutOffAreDeleted(long length) throws IOException {
    for (Path library : new Path[] {folder.resolve(platform.getLibraries()[0]), jni}) {
      unpack();
      setLength(library, length);
      EngineCache.mend();
      assertThat(Files.exists(folder)).isFalse();
    }
  }

  @Test
  void librariesOfWhichOneIsMissingAreDeleted() throws IOException {
    for (String library : platform.getLibraries()) {
      unpack();
      Files.delete(folder.resolve(library));
      EngineCache.mend();
      assertThat(Files.exists(folder)).isFalse();
    }
  }

  @Test
  void otherVersionsAreLeftAlone() throws IOException {
    Path other = Files.createDirectories(folder.resolveSibling("2.5.1-cpu-" + classifier));
    Files.delete(folder.resolve(platform.getLibraries()[0]));
    EngineCache.mend();
    assertThat(Files.exists(other)).isTrue();
  }
}
