package makemore.fuzz;

import java.io.IOException;

/** Any bytes as the parameters of a run. */
public final class ModelFuzz {

  private static FuzzedRun run;

  private ModelFuzz() {}

  /** What Jazzer calls once. */
  public static void fuzzerInitialize() {
    run = FuzzedRun.create();
    read();
  }

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    run.with("model/makemore-0000.params", bytes, ModelFuzz::read);
  }

  private static void read() {
    run.run().model(run.run().summary()).close();
  }
}
