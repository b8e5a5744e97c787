package makemore.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.Main;

/** The program in a process of its own. */
final class ProgramRun {

  private ProgramRun() {}

  /** Prepares to start it in a folder, after some words such as those of {@code strace}. */
  static ProcessBuilder of(Path folder, List<String> before, List<String> args) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The jar's manifest says so too, where the program is started from it.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(args);
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
  }

  /** Whether a command is there and may do what it does: it ends well. */
  static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
