package makemore.store;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.io.IOException;
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

  /** Gives a model's network the saved values; refuses a file that is missing or damaged. */
  void load(Model model) {
    Path file = path.resolve(PARAMETERS);
    List<Parameter> parameters = model.getBlock().getParameters().values();
    long values = parameters.stream().mapToLong(p -> p.getShape().size() * Float.BYTES).sum();
    // What the file leaves out must not stay as it was.
    parameters.forEach(Parameter::close);
    try {
      if (Files.size(file) < values || Files.size(file) > values + LONGEST_DESCRIPTION) {
        throw new InvalidInputException("its size is not that of the network in " + Summary.FILE);
      }
      model.load(path, RunFolder.MODEL);
      if (parameters.stream().anyMatch(p -> p.getArray().getDataType() != DataType.FLOAT32)) {
        throw new InvalidInputException("its parameters are not those of " + Summary.FILE);
      }
    } catch (IOException | MalformedModelException | RuntimeException e) {
      throw RunFolder.damaged(file, e);
    } catch (OutOfMemoryError e) {
      // DJL believes whatever lengths a file has.
      throw RunFolder.damaged(file, new InvalidInputException("its lengths are wrong"));
    }
  }
}
