package makemore.store;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.text.InvalidInputException;

/** DJL's cache, into which the first process unpacks the engine's native libraries. */
public final class EngineCache {

  private EngineCache() {}

  /**
   * Loads the engine. Libraries that are missing or cut off, as a crash can leave them, are
   * unpacked anew: loaded, they would end the process.
   *
   * @throws InvalidInputException if they cannot be unpacked or loaded
   */
  public static void load() {
    try {
      Platform platform = Platform.detectPlatform("pytorch");
      String flavor = platform.getFlavor();
      String classifier = platform.getClassifier();
      String version = String.join("-", platform.getVersion(), flavor, classifier);
      Path unpacked = Utils.getEngineCacheDir("pytorch").resolve(version);
      for (String library : platform.getLibraries()) {
        String packed = String.join("/", "pytorch", flavor, classifier, library);
        deleteUnlessWhole(unpacked.resolve(library), packed);
      }
      String binding = System.mapLibraryName("djl_torch");
      String packed = String.join("/", "jnilib", classifier, flavor, binding);
      deleteUnlessWhole(unpacked.resolve(Engine.getDjlVersion() + "-" + binding), packed);
      Engine.getInstance();
    } catch (EngineException | IOException e) {
      throw new InvalidInputException(
          String.format(
              "the engine's native libraries cannot be loaded from DJL's cache %s (%s); expected a"
                  + " folder with 0.5 GB that can be written, perhaps another: DJL_CACHE_DIR",
              Utils.getCacheDir(), e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  private static void deleteUnlessWhole(Path file, String packed) throws IOException {
    URL url = ClassLoaderUtils.getResource(packed);
    long size = Files.exists(file) ? Files.size(file) : -1;
    if (url != null && size != url.openConnection().getContentLengthLong()) {
      Utils.deleteQuietly(file.getParent());
    }
  }
}
