package makemore.store;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import makemore.input.InvalidInputException;
import makemore.nn.Layer;
import makemore.nn.Network;

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
    Model model = Model.newInstance(RunFolder.MODEL);
    try {
      long values =
          network.getParameters().values().stream()
              .mapToLong(parameter -> parameter.getShape().size() * Float.BYTES)
              .sum();
      if (Files.size(file) < values || Files.size(file) > values + LONGEST_DESCRIPTION) {
        throw RunFolder.damaged(file, "its size is not that of the network in " + Summary.FILE);
      }
      // The engine's generator may be in use.
      network.setInitializer(Initializer.ZEROS, parameter -> true);
      network.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, blockSize));
      byte[] saved = Files.readAllBytes(file);
      int from = check(saved, network, file);
      InputStream in = new ByteArrayInputStream(saved, from, saved.length - from);
      network.loadParameters(model.getNDManager(), new DataInputStream(in));
      model.setBlock(network);
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw e instanceof InvalidInputException invalid ? invalid : RunFolder.damaged(file, e);
    }
  }

  /**
   * DJL believes whatever lengths and shapes a file has. So all but the values must be what this
   * network has there: the bytes that stay the same when all its values change.
   *
   * @return where the parameters begin, after a head of whatever length
   */
  private static int check(byte[] saved, Network network, Path file) throws IOException {
    // Two values that differ in each of their bytes.
    byte[] zeros = saved(network, 0);
    byte[] others = saved(network, 0x3f3f3f3f);
    int from = saved.length - zeros.length;
    for (int i = 0; i < zeros.length; i++) {
      if (from < 0 || zeros[i] == others[i] && saved[from + i] != zeros[i]) {
        throw RunFolder.damaged(file, "its parameters are not those of " + Summary.FILE);
      }
    }
    return from;
  }

  private static byte[] saved(Network network, int filling) throws IOException {
    float value = Float.intBitsToFloat(filling);
    for (Parameter parameter : network.getParameters().values()) {
      NDArray array = parameter.getArray();
      Layer.setValue(parameter, array.getManager().full(array.getShape(), value));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    network.saveParameters(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
