package makemore.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command as a person types it, and what came of it.
 *
 * @param status the exit status
 * @param out what it printed
 * @param err what it said was wrong
 */
record Invocation(int status, String out, String err) {

  static Invocation of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Program.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Invocation(status, out.toString(), err.toString());
  }

  /** A command line with a space between any two arguments. */
  static Invocation ofLine(String line) {
    return of(line.split(" "));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** Writes the most frequent names, which a small network trains on in no time. */
  static Path writeNames(Path folder, int count) {
    try {
      List<String> names = Files.readAllLines(Path.of("data", "names.txt")).subList(0, count);
      return Files.write(folder.resolve("some-names.txt"), names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
