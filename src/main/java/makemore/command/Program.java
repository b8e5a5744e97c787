package makemore.command;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;
import makemore.train.DivergedException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: lists the commands, and turns their errors into messages and exit statuses. */
@Command(
    name = "makemore",
    description = {
      "Learns a list of names with a deep network whose gradients are written by hand, and invents"
          + " new ones.",
      "Without a command it runs train."
    },
    subcommands = {
      TrainCommand.class,
      SavedRunCommand.Sample.class,
      SavedRunCommand.Evaluate.class,
      SavedRunCommand.Plot.class,
      ExperimentCommand.class,
      CompareCommand.class,
      GradcheckCommand.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Program.Version.class,
    footer = {
      "",
      "Exit status: 0 done, 1 a comparison or check failed or training diverged, 2 wrong input or"
          + " usage, or a file that cannot be written, 3 a fault of the program."
    })
public final class Program {

  // The exit statuses, as the footer explains them.
  public static final int FAILED = 1;
  public static final int INVALID = 2;
  public static final int INTERNAL_ERROR = 3;

  /** The status of other programs whose reader closes the pipe: 128 and SIGPIPE. */
  private static final int CLOSED_PIPE = 141;

  /** What Java makes of letters that the locale does not have, or says of them. */
  private static final Pattern UNKNOWN = Pattern.compile("\uFFFD|unmappable");

  private static final Pattern CONSTANTS = Pattern.compile("\\[(.*)\\] \\(case-insensitive\\)");

  /** Tells in one line what a bug report needs, without the engine, which may be what fails. */
  static final class Version implements CommandLine.IVersionProvider {
    private static final String ENGINE = "/jnilib/pytorch.properties";

    @Override
    public String[] getVersion() throws IOException {
      Properties engine = new Properties();
      try (InputStream properties = Program.class.getResourceAsStream(ENGINE)) {
        engine.load(properties);
      }
      // PyTorch's and DJL's, with a hyphen between them.
      String[] versions = engine.getProperty("jni_version").split("-");
      String packaged = Program.class.getPackage().getImplementationVersion();
      String line =
          "makemore %s, DJL %s, PyTorch %s, Java ${java.runtime.version},"
              + " ${os.name} ${os.version} ${os.arch}";
      String program = packaged == null ? "(not packaged)" : packaged;
      return new String[] {String.format(line, program, versions[1], versions[0])};
    }
  }

  /** Runs a command, by default {@code train}, and returns the exit status. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    // What goes to the output is made harmless where it comes from: the help has its colours.
    CommandLine commandLine =
        commandLine(new Program()).setOut(out).setErr(new TerminalWriter(err));
    CommandLine completion = commandLine.getSubcommands().get("generate-completion");
    completion.getCommandSpec().usageMessage().hidden(true);
    try {
      int status = commandLine.execute(withCommand(args));
      out.flush();
      return status;
    } catch (IOError e) {
      String why = e.getCause().getMessage();
      return why.contains("pipe")
          ? CLOSED_PIPE
          : fail("cannot write to standard output: " + why, commandLine, INVALID);
    } catch (OutOfMemoryError e) {
      // To picocli an error is no exception.
      String expected = "expected smaller sizes, less data, or a larger heap (java -Xmx)";
      return fail("out of memory (" + e.getMessage() + "); " + expected, commandLine, INVALID);
    } catch (Error e) {
      return fail(Throwables.getRootCause(e).toString(), commandLine, INTERNAL_ERROR);
    }
  }

  /** Parses a command line as this program does. */
  static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Program::refuse)
        .setExecutionExceptionHandler(Program::explain);
  }

  private static String[] withCommand(String[] args) {
    List<String> withoutCommand = List.of("-h", "--help", "-V", "--version");
    if (args.length > 0 && (!args[0].startsWith("-") || withoutCommand.contains(args[0]))) {
      return args;
    }
    return Stream.concat(Stream.of("train"), Stream.of(args)).toArray(String[]::new);
  }

  private static int refuse(ParameterException e, String[] args) {
    // Picocli lists an enum's constants by their names in Java, too.
    String message =
        CONSTANTS
            .matcher(e.getMessage().lines().findFirst().orElse(""))
            .replaceFirst(found -> found.group(1).toLowerCase(Locale.ROOT))
            .replaceAll("\\w+_\\w+, ", "")
            .replaceFirst("^Error: ", "")
            .replaceFirst("cannot convert (.*) to interface java.nio.file.Path.*", "$1 is no path");
    if (e instanceof UnmatchedArgumentException unmatched) {
      String near = String.join(" or ", Iterables.limit(unmatched.getSuggestions(), 2));
      message += near.isEmpty() ? "" : "; did you mean " + near + "?";
    }
    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    return fail(message + " (see " + help + ")", e.getCommandLine(), INVALID);
  }

  private static int explain(Exception e, CommandLine commandLine, ParseResult result) {
    boolean verbose = commandLine.getCommandSpec().findOption("--verbose").<Boolean>getValue();
    if (verbose) {
      e.printStackTrace(commandLine.getErr());
    }
    if (e instanceof InvalidInputException) {
      return fail(e.getMessage(), commandLine, INVALID);
    }
    if (e instanceof InvalidPathException) {
      return fail("not a path: " + e.getMessage(), commandLine, INVALID);
    }
    if (e instanceof DivergedException) {
      return fail(e.getMessage(), commandLine, FAILED);
    }
    if (e instanceof IOException) {
      return fail("cannot write: " + e, commandLine, INVALID);
    }
    String where = verbose ? "" : " (--verbose shows where)";
    return fail(e.toString().lines().findFirst().orElse("") + where, commandLine, INTERNAL_ERROR);
  }

  /**
   * Prints the reason in one line, whatever names and paths it contains, and returns the status.
   */
  private static int fail(String message, CommandLine commandLine, int status) {
    String line = message.replace("\n", TerminalWriter.escaped('\n'));
    String locale = System.getProperty("sun.jnu.encoding", "UTF-8");
    String names = line + System.getProperty("user.dir");
    if (!locale.equals("UTF-8") && UNKNOWN.matcher(names).find()) {
      line += "; the locale's encoding, " + locale + ", lacks a letter: set LC_ALL=C.UTF-8";
    }
    commandLine.getErr().println("makemore: " + line);
    return status;
  }
}
