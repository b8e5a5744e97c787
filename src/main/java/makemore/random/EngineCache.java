package makemore.random;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;

/** The engine's native libraries, which DJL unpacks from its jars into a cache. */
final class EngineCache {

  private EngineCache() {}

  /**
   * Deletes the libraries if one is missing or cut off, which would crash Java: DJL unpacks them
   * again.
   */
  static void mend() {
    Platform platform = Platform.detectPlatform("pytorch");
    if (platform.isPlaceholder()) {
      return;
    }
    String flavor = platform.getFlavor();
    String classifier = platform.getClassifier();
    String name = String.join("-", platform.getVersion(), flavor, classifier);
    File folder = Utils.getEngineCacheDir("pytorch").resolve(name).toFile();
    Map<File, String> packed = new HashMap<>();
    for (String library : platform.getLibraries()) {
      packed.put(
          new File(folder, library), "/pytorch/" + flavor + "/" + classifier + "/" + library);
    }
    String jni = System.mapLibraryName("djl_torch");
    File unpackedLater = new File(folder, platform.getApiVersion() + "-" + jni);
    if (unpackedLater.exists()) {
      packed.put(unpackedLater, "/jnilib/" + classifier + "/" + flavor + "/" + jni);
    }
    if (!packed.entrySet().stream().allMatch(each -> isWhole(each.getKey(), each.getValue()))) {
      Utils.deleteQuietly(folder.toPath());
    }
  }

  /** The length of a file that is missing is 0. */
  private static boolean isWhole(File library, String packed) {
    try {
      URL resource = EngineCache.class.getResource(packed);
      return resource == null
          || resource.openConnection().getContentLengthLong() == library.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
