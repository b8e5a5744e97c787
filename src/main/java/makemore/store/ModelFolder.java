package makemore.store;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.text.WordFile;

/**
 * The folder {@code model} of a run: the parameters and running statistics as DJL saves them, and
 * their SHA-256, as {@code sha256sum} writes and checks it.
 */
record ModelFolder(Path path) {

  private static final String PARAMETERS = RunFolder.MODEL + "-0000.params";
  private static final String SHA256 = PARAMETERS + ".sha256";

  void write(Model model) throws IOException {
    // DJL would otherwise number the file after those that are there.
    model.setProperty("Epoch", "0");
    model.save(path, RunFolder.MODEL);
    Files.writeString(path.resolve(SHA256), sha256Line());
  }

  private String sha256Line() throws IOException {
    return WordFile.sha256(Files.readAllBytes(path.resolve(PARAMETERS))) + "  " + PARAMETERS + "\n";
  }

  /**
   * Loads the values of a network without any, and gives the model, to be closed by the caller.
   *
   * @throws InvalidInputException if a file is missing or damaged
   */
  Model read(Network network) {
    Path parameters = path.resolve(PARAMETERS);
    Model model = Model.newInstance(RunFolder.MODEL);
    try {
      if (!sha256Line().equals(sha256())) {
        throw RunFolder.damaged(parameters, "its SHA-256 is not the one in " + SHA256);
      }
      List<Shape> shapes = shapes(network);
      model.setBlock(network);
      model.load(path, RunFolder.MODEL);
      // DJL takes whatever shapes the file has.
      if (!shapes(network).equals(shapes)) {
        String why = "its parameters are not those of " + Summary.FILE;
        throw RunFolder.damaged(parameters, why);
      }
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e instanceof InvalidInputException invalid ? invalid : RunFolder.damaged(parameters, e);
    }
  }

  private String sha256() {
    Path file = path.resolve(SHA256);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw RunFolder.damaged(file, e);
    }
  }

  private static List<Shape> shapes(Network network) {
    return network.getParameters().values().stream().map(Parameter::getShape).toList();
  }
}
