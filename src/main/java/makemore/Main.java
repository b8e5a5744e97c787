package makemore;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import makemore.command.Program;
import makemore.command.StandardOutput;

/** The program. */
public final class Main {

  private static final int INCOMPLETE = 3;

  private Main() {}

  /**
   * Runs a command and ends the process with its exit status.
   *
   * @param args the command line; without a command it is {@code train}
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    // Pictures are drawn where there may be no screen.
    System.setProperty("java.awt.headless", "true");
    if ("dumb".equals(System.getenv("TERM"))) {
      System.setProperty("picocli.ansi", "false");
    }
    // On JDK 22 to 24, System.console() would otherwise claim a terminal where there is none.
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    Charset charset = console == null ? StandardCharsets.UTF_8 : consoleCharset(console);
    PrintWriter out = StandardOutput.writer(charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    try {
      System.exit(Program.run(out, err, args));
    } catch (NoClassDefFoundError e) {
      err.println(
          "makemore: "
              + e.getMessage()
              + " is missing; expected the folder lib, which mvn"
              + " package makes, beside the jar");
      System.exit(INCOMPLETE);
    }
  }

  /** The console's, unless standard output is said to have another; JDK 17 does not know that. */
  private static Charset consoleCharset(Console console) {
    try {
      return Charset.forName(System.getProperty("stdout.encoding", ""));
    } catch (IllegalArgumentException e) {
      return console.charset();
    }
  }
}
