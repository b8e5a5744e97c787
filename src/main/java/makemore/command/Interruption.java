package makemore.command;

import java.util.concurrent.CompletableFuture;

/**
 * Lets a run end cleanly on Ctrl-C or a polite kill: the run is told, and the process waits with
 * its end until the run has been saved.
 */
final class Interruption implements AutoCloseable {

  private final CompletableFuture<Void> saved = new CompletableFuture<>();
  private final Thread hook = new Thread(this::requestAndWait, "interruption");
  private volatile boolean requested;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean requested() {
    return requested;
  }

  private void requestAndWait() {
    requested = true;
    saved.join();
  }

  /** Nothing is left to be saved. */
  @Override
  public void close() {
    saved.complete(null);
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending at this very moment, and no longer waits for the hook.
        requested = true;
      }
    }
  }
}
