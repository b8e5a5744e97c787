package makemore.fuzz;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import makemore.inspect.RecordedTable;
import makemore.store.Checkpoint;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;

/** A run folder in which one file, which the first byte tells, has any other bytes. */
public final class RunFolderFuzz {

  private static final Map<Character, String> FILES =
      Map.of(
          'S', "summary.json",
          'D', "data.txt",
          'U', "SHA256SUMS",
          'C', "checkpoint.zip",
          'L', "loss.csv",
          'W', "weight-gradients.csv",
          'H', "activation-histograms.csv");

  private static FuzzedRun run;

  private RunFolderFuzz() {}

  /** What Jazzer calls once. */
  public static void fuzzerInitialize() {
    run = FuzzedRun.create();
    read();
  }

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    if (bytes.length > 0 && FILES.containsKey((char) bytes[0])) {
      byte[] content = Arrays.copyOfRange(bytes, 1, bytes.length);
      run.with(FILES.get((char) bytes[0]), content, RunFolderFuzz::read);
    }
  }

  private static void read() {
    try (Checkpoint latest = Checkpoint.latest(run.run())) {
      RunFolder folder = latest.run();
      Summary summary = folder.summary();
      folder.words(summary);
      for (RecordedTable table : RecordedTable.values()) {
        folder.table(table.empty());
      }
      DivergedRun.read(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
