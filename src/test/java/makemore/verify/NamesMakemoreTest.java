package makemore.verify;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Training;
import makemore.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Training on the lesson's own names, beside PyTorch's numbers for the same file. */
@Tag("names-makemore")
@Tag("numbers")
class NamesMakemoreTest {

  private static final Path DATA = Path.of("data", "names-makemore.txt");

  /** What PyTorch gave: losses by step, and what came of the training. */
  private record Published(
      Settings settings,
      StateFile.Data data,
      Map<Integer, Float> losses,
      double[] split_losses,
      List<String> names) {}

  /** What came of a training. */
  private record Trained(Map<Integer, Float> losses, Evaluation loss, List<String> names) {}

  @BeforeEach
  void needsTheNames() {
    assumeTrue(Files.exists(DATA), DATA + " is missing: data/README.md says where it comes from");
  }

  private static Published published(String preset) throws IOException {
    try (Reader reader =
        new InputStreamReader(
            NamesMakemoreTest.class.getResourceAsStream("names-makemore.json"),
            StandardCharsets.UTF_8)) {
      com.google.gson.JsonObject runs =
          new Gson().fromJson(reader, com.google.gson.JsonObject.class);
      return new Gson().fromJson(runs.get(preset), Published.class);
    }
  }

  private static Trained train(Published published) {
    WordFile words = WordFile.read(DATA);
    assertThat(words.sha256()).isEqualTo(published.data().sha256());
    Vocabulary vocabulary = Vocabulary.of(words.words());
    Settings settings = published.settings();
    int blockSize = settings.blockSize();
    Split split = Split.of(words.words(), vocabulary, blockSize);
    Map<Integer, Float> losses = new TreeMap<>();
    TrainingListener listener =
        (step, network) -> {
          if (published.losses().containsKey(step.number())) {
            losses.put(step.number(), (float) step.loss());
          }
        };
    try (NDManager manager = NDManager.newBaseManager()) {
      Training training = Training.start(settings, Layers.FUSED, split, vocabulary, manager);
      training.run(0, settings.steps(), () -> false, List.of(listener));
      TorchGenerator generator =
          Training.namesGenerator(
              settings, settings.steps(), split.train().size(), vocabulary.size());
      return new Trained(
          losses,
          Evaluation.of(training.network(), split, manager),
          new Sampler(training.network(), vocabulary, blockSize)
              .sample(manager, generator, 1, "")
              .limit(20)
              .toList());
    }
  }

  /** Losses lie between 1 and 4, where the next float32 is 2.4e-7 away. */
  private static void assertTheSame(String preset, double lossTolerance, double splitLossTolerance)
      throws IOException {
    Published published = published(preset);
    Trained trained = train(published);

    assertThat(published.losses()).isNotEmpty();
    assertThat(trained.losses().keySet()).isEqualTo(published.losses().keySet());
    published
        .losses()
        .forEach(
            (step, loss) ->
                assertThat(trained.losses().get(step)).isWithin((float) lossTolerance).of(loss));
    Evaluation loss = trained.loss();
    assertThat(new double[] {loss.train(), loss.validation(), loss.test()})
        .usingTolerance(splitLossTolerance)
        .containsExactly(published.split_losses())
        .inOrder();
    assertThat(published.names()).hasSize(20);
    assertThat(trained.names()).isEqualTo(published.names());
  }

  @Test
  void deepBatchNormIsTheSameAsInPyTorch() throws IOException {
    assertTheSame("deep-bn", 4e-6, 3e-7);
  }

  @Test
  @Tag("long")
  void batchNormTrainedToTheEndIsTheSameAsInPyTorch() throws IOException {
    assertTheSame("mlp-bn", 1e-5, 1e-5);
  }

  /** The names go on with the generator that drew the parameters and the batches. */
  @Test
  @Tag("long")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void wavenetTrainedToTheEndIsTheSameAsInPyTorch() throws IOException {
    assertTheSame("wavenet", 1e-4, 1e-5);
  }
}
