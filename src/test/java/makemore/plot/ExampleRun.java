package makemore.plot;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.command.Invocation;
import makemore.inspect.RecordedTable;
import makemore.run.RunResult;
import makemore.store.RunFolder;
import tech.tablesaw.api.Row;

/** A short run of the default preset, made once for all tests. */
final class ExampleRun {

  static final String NAMES =
      "emma\nolivia\nava\nisabella\nsophia\ncharlotte\nmia\namelia\nharper\nevelyn\n";

  static final RunResult RESULT = result();
  static final HtmlPage PAGE = RunPage.of(RESULT);

  private ExampleRun() {}

  /** In each layer, one input of neuron 1 is not finite. */
  private static RunResult result() {
    try {
      Path folder = Files.createTempDirectory("run");
      RunResult result =
          train(folder, "--steps=300", "--hidden-size=20", "--learning-rate-decay-at=200");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      for (Row neuron : result.recording().table(RecordedTable.NEURONS)) {
        if (neuron.getInt("neuron") == 1) {
          neuron.setMissing("x2");
        }
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RunResult train(Path folder, String... options) throws IOException {
    Path data = Files.writeString(folder.resolve("names.txt"), NAMES);
    RunFolder run = new RunFolder(folder.resolve("run"));
    String where = " --data " + data + " --run " + run.path() + " ";
    Invocation.ofLine("train --no-plots" + where + String.join(" ", options)).done();
    return RunResult.read(run);
  }

  static Chart chart(String name) {
    return chart(PAGE, name);
  }

  static Chart chart(HtmlPage page, String name) {
    return page.charts().stream()
        .filter(chart -> chart.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
