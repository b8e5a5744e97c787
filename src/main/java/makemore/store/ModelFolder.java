package makemore.store;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.input.InvalidInputException;

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

  /** Gives an initialised network the saved values; refuses a file that is missing or damaged. */
  void load(Model model) {
    Path file = path.resolve(PARAMETERS);
    List<Parameter> parameters = model.getBlock().getParameters().values();
    List<Shape> shapes = parameters.stream().map(Parameter::getShape).toList();
    long values = shapes.stream().mapToLong(shape -> shape.size() * Float.BYTES).sum();
    // What the file leaves out must not stay as it was.
    parameters.forEach(Parameter::close);
    try {
      if (Files.size(file) < values || Files.size(file) > values + LONGEST_DESCRIPTION) {
        throw RunFolder.damaged(file, "its size is not that of the network in " + Summary.FILE);
      }
      // By its path DJL would not find it in a checkpoint's archive.
      try (InputStream in = Files.newInputStream(file)) {
        model.load(in);
      }
      for (int i = 0; i < shapes.size(); i++) {
        NDArray array = parameters.get(i).getArray();
        if (!array.getShape().equals(shapes.get(i)) || array.getDataType() != DataType.FLOAT32) {
          throw RunFolder.damaged(file, "its parameters are not those of " + Summary.FILE);
        }
      }
    } catch (IOException | MalformedModelException | RuntimeException e) {
      throw e instanceof InvalidInputException invalid ? invalid : RunFolder.damaged(file, e);
    } catch (OutOfMemoryError e) {
      // DJL believes whatever lengths a file has.
      throw RunFolder.damaged(file, "its lengths are wrong");
    }
  }
}
