package makemore.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: which commands there are, and what becomes of their errors. */
@Command(
    name = "makemore",
    description = {
      "Learns a list of names with a deep network whose gradients are written by hand, and invents"
          + " new ones.",
      "Without a command: train."
    },
    subcommands = {
      TrainCommand.class,
      SavedRunCommand.Sample.class,
      SavedRunCommand.Evaluate.class,
      SavedRunCommand.Plot.class,
      ExperimentCommand.class,
      CompareCommand.class,
      GradcheckCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Program.Version.class,
    footer = {
      "",
      "Exit status: 0 done, 1 a comparison or check failed or training diverged, 2 wrong input or"
          + " usage, or a file that cannot be written, 3 an error in the program."
    })
public final class Program {

  // The exit statuses, as the footer explains them.
  public static final int FAILED = 1;
  public static final int INVALID = 2;
  public static final int INTERNAL_ERROR = 3;

  /** The version that the jar was built with. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Program.class.getPackage().getImplementationVersion();
      return new String[] {
        "makemore " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
      };
    }
  }

  /** Runs a command, {@code train} if none is named, and gives the exit status. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    // What goes to the output is made harmless where it comes from: the help has its colours.
    CommandLine commandLine =
        commandLine(new Program()).setOut(out).setErr(new TerminalWriter(err));
    try {
      return commandLine.execute(withCommand(args));
    } catch (OutOfMemoryError e) {
      // To picocli an error is no exception.
      err.printf(
          "makemore: out of memory (%s); expected smaller sizes, less data, or a larger heap (java"
              + " -Xmx)%n",
          e.getMessage());
      return INVALID;
    }
  }

  /** Parses a command line as this program does. */
  static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Errors::report)
        .setExecutionExceptionHandler(Errors::report);
  }

  private static String[] withCommand(String[] args) {
    List<String> withoutCommand = List.of("-h", "--help", "-V", "--version");
    if (args.length > 0 && (!args[0].startsWith("-") || withoutCommand.contains(args[0]))) {
      return args;
    }
    return Stream.concat(Stream.of("train"), Stream.of(args)).toArray(String[]::new);
  }
}
