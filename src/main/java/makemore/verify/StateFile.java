package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.nn.Architecture;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;
import makemore.train.Preset;
import makemore.train.Schedule;

/**
 * What the PyTorch twin wrote of a training run: an NPZ archive of plain arrays, whose form is
 * described at the head of {@code src/reference/python/makemore.py}. Nothing in it is executed.
 *
 * @param header what the run was
 * @param arrays its arrays, by name
 */
public record StateFile(Header header, Map<String, NDArray> arrays) {

  private static final int FORMAT = 1;

  /**
   * What the run was.
   *
   * @param format the version of the file's form
   * @param configuration the run's settings
   * @param versions of python, torch and numpy
   * @param command that made the file
   * @param data what was learned from
   */
  public record Header(
      int format,
      Settings configuration,
      Map<String, String> versions,
      String command,
      Data data) {}

  /**
   * The run's settings, as the options of {@code train}.
   *
   * @param preset the preset's name
   * @param blockSize the number of characters in a context
   * @param embeddingSize the number of features of a character
   * @param hiddenSize the number of neurons in a hidden layer
   * @param hiddenLayers the number of hidden layers
   * @param batchSize the number of examples in a step
   * @param steps the number of steps
   * @param learningRate the first learning rate
   * @param learningRateDecayAt the first step with a tenth of it
   * @param seed of the parameters and the batches
   * @param sampleSeed of the names
   */
  public record Settings(
      String preset,
      int blockSize,
      int embeddingSize,
      int hiddenSize,
      int hiddenLayers,
      int batchSize,
      int steps,
      double learningRate,
      int learningRateDecayAt,
      long seed,
      long sampleSeed) {

    /**
     * These settings as ours.
     *
     * @return the preset's configuration with these numbers
     */
    public Configuration toConfiguration() {
      Architecture lesson = Preset.named(preset).orElseThrow().architecture();
      return new Configuration(
          preset,
          new Architecture(
              blockSize,
              embeddingSize,
              hiddenSize,
              hiddenLayers,
              lesson.batchNorm(),
              lesson.initialization()),
          new Schedule(learningRate, learningRateDecayAt),
          batchSize,
          steps,
          seed,
          sampleSeed);
    }
  }

  /**
   * The data that was learned from.
   *
   * @param path the file as it was named
   * @param sha256 the SHA-256 of its bytes
   */
  public record Data(String path, String sha256) {}

  /**
   * Reads a state file.
   *
   * @param file the file
   * @param manager owns the arrays
   * @return what is in it
   * @throws InvalidInputException if there is no such file, it is damaged, or of another version
   */
  public static StateFile read(Path file, NDManager manager) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file; expected a state file of src/reference/python/makemore.py");
    }
    try {
      Map<String, NDArray> arrays =
          NDList.decode(manager, Files.readAllBytes(file)).stream()
              .collect(Collectors.toMap(NDArray::getName, Function.identity()));
      if (!arrays.containsKey("header")) {
        throw new InvalidInputException(file + ": is not a state file: it has no header");
      }
      Header header = new Gson().fromJson(text(arrays.get("header")), Header.class);
      if (header.format() != FORMAT) {
        throw new InvalidInputException(
            file + ": is a state file of version " + header.format() + ", expected " + FORMAT);
      }
      String damage = damage(header);
      if (damage != null) {
        throw new InvalidInputException(file + ": is damaged: " + damage);
      }
      return new StateFile(header, arrays);
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(file + ": is damaged or not a state file (" + e + ")", e);
    }
  }

  private static String damage(Header header) {
    Settings settings = header.configuration();
    if (settings == null
        || header.versions() == null
        || header.data() == null
        || header.data().path() == null
        || header.data().sha256() == null) {
      return "its header is not complete";
    }
    if (Preset.named(settings.preset()).isEmpty()) {
      return "unknown preset " + settings.preset();
    }
    int smallest =
        IntStream.of(
                settings.blockSize(),
                settings.embeddingSize(),
                settings.hiddenSize(),
                settings.hiddenLayers(),
                settings.batchSize(),
                settings.steps())
            .min()
            .orElseThrow();
    return smallest < 1 ? "a size or number of steps is not positive" : null;
  }

  /**
   * An array.
   *
   * @param name its name in the file
   * @return the array
   * @throws InvalidInputException if the file has no such array
   */
  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new InvalidInputException("the state file is damaged: it has no array " + name);
    }
    return array;
  }

  /**
   * The sampled names.
   *
   * @return the names
   */
  public List<String> names() {
    return List.of(text(array("names")).split("\n", -1));
  }

  private static String text(NDArray bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
