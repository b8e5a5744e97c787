package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    String said =
        e.getMessage()
            .replaceFirst("(?s)\\R.*", "")
            .replaceFirst("is not an? (int|long)$", "is not a whole number")
            .replaceFirst("is not a double$", "is not a number")
            .replaceFirst("to interface java.nio.file.Path \\([\\w.]+: ", "to a path (");
    String message = CONSTANTS.matcher(said).replaceFirst(found -> names(found.group(1)));
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0).split("=", 2)[0];
      boolean option = argument.startsWith("-");
      String other =
          commandLine.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
      String near =
          unmatched.getSuggestions().stream()
              .filter(name -> !argument.startsWith("--no-"))
              .limit(option ? 2 : 1)
              .collect(Collectors.joining("' or '"));
      message = (option ? "unknown option" : other) + " '" + argument + "'";
      message += near.isEmpty() ? "" : "; did you mean '" + near + "'?";
    }
    String help = commandLine.getCommandSpec().qualifiedName() + " --help";
    return said(message + " (see " + help + ")", commandLine.getErr(), Program.INVALID);
  }

  /** Picocli lists an enum's constants by their names in Java, too. */
  private static String names(String constants) {
    return constants.replaceAll("[A-Z]+_[A-Z]+, ", "").toLowerCase(Locale.ROOT);
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
