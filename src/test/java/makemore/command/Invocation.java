package makemore.command;

import static com.google.common.truth.Truth.assertThat;

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
public record Invocation(int status, String out, String err) {

  public static Invocation of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Program.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Invocation(status, out.toString(), err.toString());
  }

  /** A command line with a space between any two arguments. */
  public static Invocation ofLine(String line) {
    return of(line.split(" "));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /**
   * Sees that it did what it was asked to, without a word on standard error but where the names of
   * {@code sample} stand.
   */
  public Invocation done() {
    assertThat(err.replaceFirst("^makemore: of [\\d,]+ names: .* new\\R$", "")).isEmpty();
    assertThat(status).isEqualTo(0);
    return this;
  }

  /** Sees that it printed nothing and refused the input in one line, whose message it gives. */
  String refusal() {
    assertThat(err).startsWith("makemore: ");
    assertThat(err).endsWith(System.lineSeparator());
    assertThat(err.lines().toList()).hasSize(1);
    assertThat(status).isEqualTo(2);
    assertThat(out).isEmpty();
    return err.strip().substring("makemore: ".length());
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
