package makemore.command;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.regex.Pattern;
import makemore.input.InvalidInputException;
import makemore.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the program says of an error, one line, and the exit status that it ends with. */
final class Errors {

  private static final Pattern CONSTANTS = Pattern.compile("\\[(.*)\\] \\(case-insensitive\\)");

  private Errors() {}

  static int report(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    // Picocli lists an enum's constants by their names in Java, too.
    String message =
        CONSTANTS
            .matcher(e.getMessage().lines().findFirst().orElse(""))
            .replaceFirst(found -> found.group(1).toLowerCase(Locale.ROOT))
            .replaceAll("\\w+_\\w+, ", "");
    if (e instanceof UnmatchedArgumentException unmatched) {
      String near = String.join(" or ", Iterables.limit(unmatched.getSuggestions(), 2));
      message += near.isEmpty() ? "" : "; did you mean " + near + "?";
    }
    String help = commandLine.getCommandSpec().qualifiedName() + " --help";
    return said(message + " (see " + help + ")", commandLine.getErr(), Program.INVALID);
  }

  static int report(Exception e, CommandLine commandLine, ParseResult result) {
    PrintWriter err = commandLine.getErr();
    boolean verbose = commandLine.getCommandSpec().findOption("--verbose").<Boolean>getValue();
    if (verbose) {
      e.printStackTrace(err);
    }
    if (e instanceof InvalidInputException) {
      return said(e.getMessage(), err, Program.INVALID);
    }
    if (e instanceof InvalidPathException) {
      return said("not a path: " + e.getMessage(), err, Program.INVALID);
    }
    if (e instanceof DivergedException) {
      return said(e.getMessage(), err, Program.FAILED);
    }
    if (e instanceof IOException) {
      return said("cannot write: " + e, err, Program.INVALID);
    }
    String where = verbose ? "" : " (--verbose shows where)";
    return said(e.toString().lines().findFirst().orElse("") + where, err, Program.INTERNAL_ERROR);
  }

  /** Says it in one line, whatever names and paths are in it, and gives the exit status. */
  private static int said(String message, PrintWriter err, int status) {
    err.println("makemore: " + message.replace("\n", TerminalWriter.escaped('\n')));
    return status;
  }
}
