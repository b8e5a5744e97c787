package makemore.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One page of interactive charts that opens from disk, without a network.
 *
 * @param title of the page
 * @param facts what stands at its head
 * @param namesTitle what the names below the facts are, such as "Names it invented"
 * @param names below the facts; none where it is empty
 * @param charts in their order
 */
public record HtmlPage(
    String title, List<Fact> facts, String namesTitle, List<String> names, List<Chart> charts) {

  /**
   * A fact at the head of the page.
   *
   * @param label what it is, such as "steps"
   * @param value its value, such as "200,000"
   */
  public record Fact(String label, String value) {}

  /**
   * Writes the page, {@code index.html}, and its script beside it. Each file is there completely or
   * not at all.
   *
   * @param folder an existing folder
   * @return the page's file
   * @throws IOException if it cannot be written
   */
  public Path write(Path folder) throws IOException {
    throw new UnsupportedOperationException();
  }
}
