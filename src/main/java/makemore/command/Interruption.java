package makemore.command;

import java.util.concurrent.CompletableFuture;

/** Tells a run of Ctrl-C or SIGTERM, and lets the process wait until the run is saved. */
final class Interruption implements AutoCloseable {

  /** Runs when the process ends. */
  final Thread hook = new Thread(this::requestAndWait, "interruption");

  private final CompletableFuture<Void> saved = new CompletableFuture<>();
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

  /** Lets the process end at once: everything is saved. */
  @Override
  public void close() {
    saved.complete(null);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has begun.
    }
  }
}
