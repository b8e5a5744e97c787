package makemore.store;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.nn.Network;
import makemore.text.InvalidInputException;

/** The folder {@code model} of a run: the parameters and running statistics as DJL saves them. */
record ModelFolder(Path path) {

  private static final String PARAMETERS = RunFolder.MODEL + "-0000.params";

  /** More than DJL writes beside the values of all the parameters. */
  private static final int LONGEST_DESCRIPTION = 1_000_000;

  void write(Model model) throws IOException {
    // DJL would otherwise number the file after those that are there.
    model.setProperty("Epoch", "0");
    model.save(path, RunFolder.MODEL);
  }

  /** Loads the values of a network without any; refuses a file that is missing or damaged. */
  Model read(Network network, int blockSize) {
    Path file = path.resolve(PARAMETERS);
    List<Shape> shapes = shapes(network);
    Model model = Model.newInstance(RunFolder.MODEL);
    try {
      long values = shapes.stream().mapToLong(shape -> shape.size() * Float.BYTES).sum();
      if (Files.size(file) < values || Files.size(file) > values + LONGEST_DESCRIPTION) {
        throw RunFolder.damaged(file, "its size is not that of the network in " + Summary.FILE);
      }
      // The engine's generator may be in use.
      network.setInitializer(Initializer.ZEROS, parameter -> true);
      network.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, blockSize));
      model.setBlock(network);
      model.load(path, RunFolder.MODEL);
      if (!shapes(network).equals(shapes) || !isOfFloats(network)) {
        throw RunFolder.damaged(file, "its parameters are not those of " + Summary.FILE);
      }
      return model;
    } catch (IOException | MalformedModelException | RuntimeException | OutOfMemoryError e) {
      // DJL makes room for whatever lengths a file has.
      model.close();
      throw e instanceof InvalidInputException invalid ? invalid : RunFolder.damaged(file, e);
    }
  }

  private static List<Shape> shapes(Network network) {
    return network.getParameters().values().stream().map(Parameter::getShape).toList();
  }

  private static boolean isOfFloats(Network network) {
    return network.getParameters().values().stream()
        .allMatch(parameter -> parameter.getArray().getDataType() == DataType.FLOAT32);
  }
}
