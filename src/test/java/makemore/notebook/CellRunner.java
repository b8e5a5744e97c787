package makemore.notebook;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import makemore.notebook.Notebook.Cell;
import makemore.notebook.Notebook.Output;

/**
 * Runs the cells of a notebook with the JDK's JShell, in this process; each piece of a cell runs on
 * a thread of its own, as a kernel may do it.
 */
final class CellRunner implements AutoCloseable {

  /** As {@link java.awt.image.BufferedImage} describes itself. */
  private static final Pattern PICTURE =
      Pattern.compile("^BufferedImage@.* width = (\\d+) height = (\\d+) ", Pattern.DOTALL);

  private final JShell shell = JShell.builder().executionEngine("local").build();

  CellRunner() {
    shell.addToClasspath(System.getProperty("java.class.path"));
  }

  /**
   * Runs a notebook from top to bottom.
   *
   * @param args the notebook, and the file to write what its cells do, in JSON
   */
  public static void main(String[] args) throws IOException {
    List<Output> outputs = new ArrayList<>();
    try (CellRunner runner = new CellRunner()) {
      for (Cell cell : Notebook.read(Path.of(args[0])).cells()) {
        outputs.add(runner.run(cell.source()));
      }
    }
    Files.writeString(Path.of(args[1]), new Gson().toJson(outputs));
    System.exit(0);
  }

  /** Runs a cell up to its end or its first problem. */
  Output run(String source) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    String problem = "";
    String picture = "";
    try {
      String rest = source;
      while (!rest.isBlank() && problem.isEmpty()) {
        CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        String piece = next.completeness().isComplete() ? next.source() : rest;
        rest = next.completeness().isComplete() ? next.remaining() : "";
        for (SnippetEvent event : shell.eval(piece)) {
          problem += event.causeSnippet() == null ? problem(event) : "";
          picture = rest.isBlank() ? picture(event) : "";
        }
      }
    } finally {
      System.setOut(before);
    }
    String text = printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    return new Output(text, picture, problem);
  }

  private String problem(SnippetEvent event) {
    Snippet snippet = event.snippet();
    if (event.exception() instanceof EvalException e) {
      return e.getExceptionClassName() + ": " + e.getMessage();
    }
    if (event.exception() != null) {
      return event.exception().toString();
    }
    if (event.status() == Snippet.Status.VALID) {
      return "";
    }
    String messages =
        shell
            .diagnostics(snippet)
            .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
            .collect(Collectors.joining(" "));
    return event.status() + " " + snippet.source().strip() + " " + messages;
  }

  private static String picture(SnippetEvent event) {
    Matcher matcher = PICTURE.matcher(String.valueOf(event.value()));
    boolean isValue =
        event.snippet().kind() == Snippet.Kind.VAR
            || event.snippet().kind() == Snippet.Kind.EXPRESSION;
    return isValue && matcher.find() ? matcher.group(1) + "x" + matcher.group(2) : "";
  }

  @Override
  public void close() {
    shell.close();
  }
}
