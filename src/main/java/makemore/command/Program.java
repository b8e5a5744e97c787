package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import makemore.command.VariantOptions.Start;
import makemore.experiment.Experiment;
import makemore.text.InvalidInputException;
import makemore.train.DivergedException;
import makemore.train.Preset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
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
      TrialCommand.class,
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
   * @param args the command line; without a command it is {@code train}
   * @return the exit status
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = commandLine(new Program()).setOut(out).setErr(err);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(new Version());
    }
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

  /** Parses a command line as this program does. */
  static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .registerConverter(Preset.class, name -> constant(Preset.values(), name))
        .registerConverter(Start.class, name -> constant(Start.values(), name))
        .registerConverter(Experiment.class, name -> constant(Experiment.values(), name))
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Program::report)
        .setExecutionExceptionHandler(Program::report);
  }

  /** Picocli's own way knows an enum's constants by their names in Java, too. */
  private static <T> T constant(T[] constants, String name) {
    List<String> names = Arrays.stream(constants).map(T::toString).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new TypeConversionException(
          "expected one of " + String.join(", ", names) + " but was '" + name + "'");
    }
    return constants[index];
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
    CommandLine commandLine = e.getCommandLine();
    String message = inPlainWords(e.getMessage().lines().findFirst().orElse("wrong usage"));
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0).split("=", 2)[0];
      message = what(argument, commandLine) + " '" + argument + "'";
      String near =
          unmatched.getSuggestions().stream()
              .filter(name -> !argument.startsWith("--no-"))
              .limit(argument.startsWith("-") ? 2 : 1)
              .collect(Collectors.joining("' or '"));
      message += near.isEmpty() ? "" : "; did you mean '" + near + "'?";
    }
    String help = commandLine.getCommandSpec().qualifiedName() + " --help";
    commandLine.getErr().println("makemore: " + message + " (see " + help + ")");
    return INVALID;
  }

  private static String what(String argument, CommandLine commandLine) {
    if (argument.startsWith("-")) {
      return "unknown option";
    }
    return commandLine.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
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
