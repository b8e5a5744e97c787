package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import makemore.text.InvalidInputException;
import makemore.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tech.tablesaw.io.RuntimeIOException;

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
      SampleCommand.class,
      EvaluateCommand.class,
      PlotCommand.class,
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

  /** The exit status when training diverged, or a comparison or check failed. */
  public static final int FAILED = 1;

  /** The exit status when the input or the usage is wrong, or a file cannot be written. */
  public static final int INVALID = 2;

  /** The exit status when the program itself is wrong. */
  public static final int INTERNAL_ERROR = 3;

  /** Created by picocli. */
  Program() {}

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

  /**
   * Runs a command.
   *
   * @param out for results
   * @param err for errors
   * @param args the command line; without a command it is {@code train}
   * @return the exit status
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine =
        new CommandLine(new Program())
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(Program::report)
            .setExecutionExceptionHandler(Program::report);
    try {
      return commandLine.execute(withCommand(args));
    } catch (OutOfMemoryError e) {
      // To picocli an error is no exception.
      err.println(
          "makemore: out of memory ("
              + e.getMessage()
              + "); expected smaller sizes, less data, or a larger heap (java -Xmx)");
      return INVALID;
    }
  }

  private static String[] withCommand(String[] args) {
    List<String> own = List.of("-h", "--help", "-V", "--version");
    if (args.length > 0 && (!args[0].startsWith("-") || own.contains(args[0]))) {
      return args;
    }
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private static int report(ParameterException e, String[] args) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String message = inPlainWords(e.getMessage().lines().findFirst().orElse("wrong usage"));
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (argument.startsWith("-")) {
        String name = argument.split("=", 2)[0];
        List<String> known = new ArrayList<>(spec.optionsMap().keySet());
        known.addAll(spec.negatedOptionsMap().keySet());
        message = "unknown option '" + name + "'" + Nearest.hint(name, known);
      } else if (spec.subcommands().isEmpty()) {
        message = "unexpected argument '" + argument + "'";
      } else {
        message =
            "unknown command '"
                + argument
                + "'"
                + Nearest.hint(argument, spec.subcommands().keySet());
      }
    }
    String help = spec.qualifiedName() + " --help";
    spec.commandLine().getErr().println("makemore: " + message + " (see " + help + ")");
    return INVALID;
  }

  private static String inPlainWords(String message) {
    return message
        .replaceFirst("is not an? (int|long)$", "is not a whole number")
        .replaceFirst("is not a double$", "is not a number");
  }

  private static int report(Exception e, CommandLine commandLine, ParseResult result) {
    PrintWriter err = commandLine.getErr();
    boolean verbose = commandLine.getCommandSpec().findOption("--verbose").<Boolean>getValue();
    if (verbose) {
      e.printStackTrace(err);
    }
    if (e instanceof InvalidInputException) {
      err.println("makemore: " + e.getMessage());
      return INVALID;
    }
    if (e instanceof DivergedException) {
      err.println("makemore: " + e.getMessage());
      return FAILED;
    }
    // Tablesaw wraps what went wrong with a file.
    if (e instanceof IOException || e instanceof RuntimeIOException) {
      err.println("makemore: cannot write: " + e);
      return INVALID;
    }
    String first = e.toString().lines().findFirst().orElse("");
    err.println("makemore: " + first + (verbose ? "" : " (--verbose shows where)"));
    return INTERNAL_ERROR;
  }
}
