package makemore;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import makemore.command.Program;

/** The program. */
public final class Main {

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
    // On JDK 22 to 24, System.console() would otherwise claim a terminal where there is none.
    System.setProperty("jdk.console", "java.base");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(Program.run(out, err, args));
  }
}
