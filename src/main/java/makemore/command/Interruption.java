package makemore.command;

import java.util.concurrent.CompletableFuture;

/** On Ctrl-C or a polite kill a run is told, and the process waits until it has been saved. */
final class Interruption implements AutoCloseable {

  /** What the ending process runs. */
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

  /** Nothing is left to be saved: the process can end at once. */
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
