package makemore.command;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.io.File;
import java.io.PrintWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.random.TorchEngine;
import makemore.train.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has: threads, messages, help. */
@Command(mixinStandardHelpOptions = true, versionProvider = Program.Version.class)
final class EngineOptions {

  /** Products of matrices with fewer multiplications are faster on one thread. */
  private static final long LARGE_PRODUCT = 20_000_000;

  /** What containers set for other programs, and DJL obeys. */
  private static final Pattern ENGINE_VARIABLE =
      Pattern.compile("(DJL_DEFAULT_ENGINE|PYTORCH_\\w+)=");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Computes with N threads (default: 1, which is fastest for the presets; all processors for"
              + " much larger matrices).")
  private Integer threads;

  @Option(
      names = "--verbose",
      description = "Shows the engine's messages, and where an error came from.")
  private boolean verbose;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  int threads() {
    return threads;
  }

  /** Returns the fastest number of threads: one, or all of them for much larger matrices. */
  static int fastestThreads(Settings settings) {
    long multiplications =
        (long) settings.batchSize() * settings.hiddenSize() * settings.hiddenSize();
    return multiplications < LARGE_PRODUCT ? 1 : Runtime.getRuntime().availableProcessors();
  }

  PrintWriter out() {
    return new TerminalWriter(spec.commandLine().getOut());
  }

  void warn(String message) {
    spec.commandLine().getErr().println("makemore: " + message);
  }

  /**
   * Sets the engine up and loads it first, so that a faulty one is reported before any work.
   *
   * @param fastest the number of threads if the user gave none
   */
  void prepare(int fastest) {
    threads = threads == null ? Integer.valueOf(fastest) : threads;
    Range.check("--threads", threads, 1, 1024);
    File temporary = new File(System.getProperty("java.io.tmpdir"));
    if (!temporary.canWrite()) {
      throw new InvalidInputException(
          temporary
              + ": the temporary folder cannot be written; choose another: java"
              + " -Djava.io.tmpdir=FOLDER");
    }
    TorchEngine.configure(threads, verbose);
    try {
      Engine.getInstance();
    } catch (EngineException | LinkageError e) {
      String set =
          System.getenv().entrySet().stream()
              .map(Object::toString)
              .filter(variable -> ENGINE_VARIABLE.matcher(variable).lookingAt())
              .collect(Collectors.joining(", "));
      String expected =
          set.isEmpty()
              ? "expected a folder with 0.5 GB, where files can be written and executed, perhaps"
                  + " another: DJL_CACHE_DIR; one that is damaged can be deleted"
              : "the environment chooses another engine or version; unset " + set;
      throw new InvalidInputException(
          String.format(
              "the engine's native libraries cannot be loaded from DJL's cache %s (%s); %s",
              Utils.getCacheDir(), e.getCause() == null ? e : e.getCause(), expected),
          e);
    }
  }
}
