package makemore.command;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a run end cleanly on Ctrl-C or a polite kill: the run is told, and the process waits with
 * its end until the run has been saved.
 */
final class Interruption implements AutoCloseable {

  private final CountDownLatch saved = new CountDownLatch(1);
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
    try {
      saved.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is left to be saved. */
  @Override
  public void close() {
    saved.countDown();
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
