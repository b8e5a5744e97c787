package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.stream.Collectors;
import makemore.text.InvalidInputException;
import makemore.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tech.tablesaw.io.RuntimeIOException;

/** What the program says of an error, one line, and the exit status that it ends with. */
final class Errors {

  private Errors() {}

  static int report(ParameterException e, String[] args) {
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
    say(message + " (see " + help + ")", commandLine.getErr());
    return Program.INVALID;
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
        .replaceFirst("is not a double$", "is not a number")
        .replaceFirst("to interface java.nio.file.Path \\([\\w.]+: ", "to a path (");
  }

  static int report(Exception e, CommandLine commandLine, ParseResult result) {
    PrintWriter err = commandLine.getErr();
    boolean verbose = commandLine.getCommandSpec().findOption("--verbose").<Boolean>getValue();
    if (verbose) {
      e.printStackTrace(err);
    }
    if (e instanceof InvalidInputException) {
      say(e.getMessage(), err);
      return Program.INVALID;
    }
    if (e instanceof InvalidPathException) {
      say("not a path: " + e.getMessage(), err);
      return Program.INVALID;
    }
    if (e instanceof DivergedException) {
      say(e.getMessage(), err);
      return Program.FAILED;
    }
    // Tablesaw wraps what went wrong with a file.
    if (e instanceof IOException || e instanceof RuntimeIOException) {
      say("cannot write: " + e, err);
      return Program.INVALID;
    }
    String first = e.toString().lines().findFirst().orElse("");
    say(first + (verbose ? "" : " (--verbose shows where)"), err);
    return Program.INTERNAL_ERROR;
  }

  /** Says it in one line, whatever names and paths are in it. */
  private static void say(String message, PrintWriter err) {
    err.println("makemore: " + message.replace("\n", TerminalWriter.escaped('\n')));
  }
}
