package makemore.train;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.text.InvalidInputException;
import makemore.text.Vocabulary;
import makemore.text.WordFile;

/**
 * The folder {@code model} of a run: the parameters and running statistics as DJL saves them, and
 * what is needed to load them.
 *
 * @param path where it is
 */
record ModelFolder(Path path) {

  private static final String NETWORK = "network.json";

  /**
   * What is needed, besides the parameters, to load a model; the file {@code network.json}.
   *
   * @param architecture what the network is made of
   * @param vocabulary the characters in their order
   * @param sha256 the SHA-256 of the file of the parameters
   */
  private record NetworkFile(Architecture architecture, String vocabulary, String sha256) {}

  /**
   * Saves a model.
   *
   * @param model the model, whose block is the network
   * @param architecture what the network is made of
   * @param vocabulary the characters in their order
   * @throws IOException if a file cannot be written
   */
  void write(Model model, Architecture architecture, String vocabulary) throws IOException {
    // DJL would otherwise number the file after those that are there.
    model.setProperty("Epoch", "0");
    model.save(path, RunFolder.MODEL);
    String sha256 = WordFile.sha256(Files.readAllBytes(parameters()));
    JsonFile.write(path.resolve(NETWORK), new NetworkFile(architecture, vocabulary, sha256));
  }

  /**
   * Loads the model.
   *
   * @return the model, whose block is a {@link Network}; to be closed by the caller
   * @throws InvalidInputException if a file is missing or damaged
   */
  Model read() {
    NetworkFile file = JsonFile.read(path.resolve(NETWORK), NetworkFile.class);
    Model model = Model.newInstance(RunFolder.MODEL);
    try {
      if (!WordFile.sha256(Files.readAllBytes(parameters())).equals(file.sha256())) {
        throw DamagedRun.file(parameters(), "its SHA-256 is not the one in " + NETWORK, null);
      }
      Network network = file.architecture().network(Vocabulary.parse(file.vocabulary()).size());
      List<Shape> shapes = shapes(network);
      model.setBlock(network);
      model.load(path, RunFolder.MODEL);
      // DJL takes whatever shapes the file has.
      if (!shapes(network).equals(shapes)) {
        throw DamagedRun.file(parameters(), "its parameters are not those of " + NETWORK, null);
      }
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e instanceof InvalidInputException invalid
          ? invalid
          : DamagedRun.file(parameters(), e.toString(), e);
    }
  }

  private Path parameters() {
    return path.resolve(RunFolder.MODEL + "-0000.params");
  }

  private static List<Shape> shapes(Network network) {
    return network.getParameters().values().stream().map(Parameter::getShape).toList();
  }
}
