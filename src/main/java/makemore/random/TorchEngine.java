package makemore.random;

import java.io.File;

/** Sets up the engine behind the arrays, PyTorch's native library. */
public final class TorchEngine {

  private TorchEngine() {}

  /**
   * Makes the engine run quietly, offline, and on one thread, which is fastest for small arrays.
   */
  public static void configure() {
    configure(1, false);
  }

  /**
   * Sets the engine up. Call it before anything else touches DJL: the engine reads these settings
   * once, when it is loaded.
   *
   * @param threads the number of threads that one operation may use
   * @param verbose whether DJL's log goes to standard error
   */
  public static void configure(int threads, boolean verbose) {
    // DJL would ask the cloud's metadata address and look for models online.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // JNA would unpack its library into the user's own cache folder.
    System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    // Without a home DJL's cache is in the temporary folder: one for each user, who cannot write
    // into another's.
    if (!new File(System.getProperty("user.home")).canWrite()) {
      String cache = ".djl.ai-" + System.getProperty("user.name");
      File temporary = new File(System.getProperty("java.io.tmpdir"), cache);
      System.setProperty("DJL_CACHE_DIR", temporary.getPath());
    }
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "off");
    EngineCache.mend();
  }
}
