package makemore.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The code cells of a notebook, each with what it printed when it was kept. */
record Notebook(List<Cell> cells) {

  static final Path FOLDER = Path.of("src", "notebook");

  /**
   * A code cell.
   *
   * @param source its code, without the lines that are the kernel's own commands
   */
  record Cell(String source, String printed) {}

  static Notebook read(Path file) throws IOException {
    JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    List<Cell> cells = new ArrayList<>();
    for (JsonElement element : root.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        String source = text(cell.get("source")).replaceAll("(?m)^%.*\\n+", "");
        cells.add(new Cell(source, printed(cell.getAsJsonArray("outputs"))));
      }
    }
    return new Notebook(cells);
  }

  /** The cells in the form of JDK's jshell. */
  String jshell() {
    return cells.stream().map(Cell::source).collect(Collectors.joining("\n\n", "", "\n"));
  }

  String printed() {
    return cells.stream().map(Cell::printed).collect(Collectors.joining());
  }

  private static String printed(JsonArray outputs) {
    return StreamSupport.stream(outputs.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(output -> output.get("output_type").getAsString().equals("stream"))
        .map(output -> text(output.get("text")))
        .collect(Collectors.joining());
  }

  /** Text is kept in one piece, or line by line. */
  private static String text(JsonElement kept) {
    return kept.isJsonArray()
        ? StreamSupport.stream(kept.getAsJsonArray().spliterator(), false)
            .map(JsonElement::getAsString)
            .collect(Collectors.joining())
        : kept.getAsString();
  }
}
