package makemore.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import makemore.text.WordFile;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** A run folder, and a small run that is made up for it. */
abstract class StoredRunTest {

  static final String VOCABULARY = ".aemv";
  static final String PARAMETERS = "model/makemore-0000.params";

  @TempDir Path parent;
  RunFolder folder;
  Path path;
  WordFile data;

  @BeforeEach
  void nameFolder() throws IOException {
    folder = new RunFolder(parent.resolve("run"));
    path = folder.path();
    data = WordFile.read(Files.writeString(parent.resolve("words.txt"), "emma\nava\n"));
  }

  Path file(String name) {
    return path.resolve(Path.of("", name.split("/")));
  }

  Summary summary(int steps) {
    Settings settings =
        Preset.DEEP_BN
            .settings()
            .with(s -> s.blockSize(2).embeddingSize(3).hiddenSize(4).hiddenLayers(1))
            .with(s -> s.steps(steps).seed(7).sampleSeed(8L));
    return new Summary(
        Summary.FORMAT,
        settings.preset(),
        settings,
        77,
        steps,
        7,
        new Summary.Data(
            "words.txt",
            data.sha256(),
            2,
            new Repeats(2, 1, 0),
            new CountingLoss(1.2, 0.9),
            VOCABULARY),
        new Summary.ExampleCounts(5, 4, 3),
        new Evaluation(1.5, 2.25, 1 / 3.0),
        Layers.FUSED,
        1,
        12.5,
        400,
        Map.of("java", "17"),
        List.of("emma", "\"a<b>'é"));
  }

  static Table loss(float... losses) {
    int[] steps = IntStream.range(0, losses.length).toArray();
    return Table.create(
        "loss", IntColumn.create("step", steps), FloatColumn.create("loss", losses));
  }

  /** Writes a run of so many steps, and gives its parameters' values. */
  float[][] write(int steps, Table... tables) throws IOException {
    Summary summary = summary(steps);
    try (Model model = Model.newInstance(RunFolder.MODEL)) {
      Network network = Layers.PLAIN.network(summary.settings(), VOCABULARY.length());
      model.setBlock(network);
      network.initialize(model.getNDManager(), new Shape(1, 2));
      folder.lock().close();
      folder.write(summary, model, data, List.of(tables));
      return valuesOf(model);
    }
  }

  static float[][] valuesOf(Model model) {
    return model.getBlock().getParameters().values().stream()
        .map(Parameter::getArray)
        .map(array -> array.toFloatArray())
        .toArray(float[][]::new);
  }

  /** Changes a file as one does who makes new sums, too. */
  void forge(String name, String text) throws IOException {
    Files.writeString(file(name), text);
    Files.delete(file("SHA256SUMS"));
    new RunFiles(path).writeSums();
  }

  /** What a refusal of what was read says. */
  static String errorOf(Executable read) {
    return assertThrows(InvalidInputException.class, read).getMessage();
  }
}
