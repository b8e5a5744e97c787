package makemore.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/** The code cells of a notebook, each with what it printed and showed when it was kept. */
record Notebook(List<Cell> cells) {

  static final Path FOLDER = Path.of("src", "notebook");

  /**
   * A code cell.
   *
   * @param source its code, without the lines that are the kernel's own commands
   */
  record Cell(String source, Output kept) {}

  /**
   * What a cell does.
   *
   * @param picture the size of the picture that it shows, such as 800x400, or nothing
   * @param problem why it did not come to its end, or nothing
   */
  record Output(String text, String picture, String problem) {}

  static Notebook read(Path file) throws IOException {
    JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    List<Cell> cells = new ArrayList<>();
    for (JsonElement element : root.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        cells.add(new Cell(code(text(cell.get("source"))), kept(cell.getAsJsonArray("outputs"))));
      }
    }
    return new Notebook(cells);
  }

  /** The cells in the form of JDK's jshell. */
  String jshell() {
    return cells.stream().map(Cell::source).collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String code(String source) {
    return source.replaceAll("(?m)^%.*\\n+", "");
  }

  private static Output kept(JsonArray outputs) throws IOException {
    StringBuilder printed = new StringBuilder();
    String picture = "";
    for (JsonElement element : outputs) {
      JsonObject output = element.getAsJsonObject();
      if (output.get("output_type").getAsString().equals("stream")) {
        printed.append(text(output.get("text")));
      } else {
        String png = text(output.getAsJsonObject("data").get("image/png"));
        byte[] bytes = Base64.getMimeDecoder().decode(png);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        picture = image.getWidth() + "x" + image.getHeight();
      }
    }
    return new Output(printed.toString(), picture, "");
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
