package makemore.run;

import ai.djl.Model;
import java.util.List;
import java.util.stream.Stream;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.sample.Sampler;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Baseline;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Calibration;
import makemore.train.Evaluation;
import makemore.train.Settings;
import makemore.train.Training;

/** A saved run whose network can be used again. */
public record SavedRun(RunFolder folder, Summary summary, Model model) implements AutoCloseable {

  /** Opens a run; throws an {@link makemore.input.InvalidInputException} if it is damaged. */
  public static SavedRun open(RunFolder folder) {
    Summary summary = folder.summary();
    return new SavedRun(folder, summary, folder.model(summary));
  }

  private Network network() {
    return (Network) model.getBlock();
  }

  private Vocabulary vocabulary() {
    return Vocabulary.parse(summary.data().vocabulary());
  }

  /** The words that the network learned from, with those that were kept from it. */
  public List<String> words() {
    return folder.words(summary).words();
  }

  /** The losses of models that only count, on the same data. */
  public List<Baseline> baselines() {
    return Baseline.of(words(), vocabulary());
  }

  /** Evaluates the network on the data that it learned from, as was done at the end of the run. */
  public Evaluation evaluate() {
    return Evaluation.of(network(), split(), model.getNDManager());
  }

  private Split split() {
    return Split.of(words(), vocabulary(), summary.settings().blockSize());
  }

  /** Evaluates the network after {@link Calibration}, which changes it. */
  public Evaluation calibrated() {
    Calibration.calibrate(network(), split().train(), model.getNDManager());
    return evaluate();
  }

  /**
   * Draws names without end.
   *
   * @param seed of the names; null if they are those of the end of the run
   * @param temperature divides the logits
   * @param topK draws only among so many likeliest characters
   * @param prefix what each name begins with
   */
  public Stream<String> names(Long seed, double temperature, int topK, String prefix) {
    Settings saved = summary.settings();
    Settings settings = seed == null ? saved : saved.withSampleSeed(seed);
    int examples = summary.examples().train();
    TorchGenerator generator =
        Training.namesGenerator(settings, summary.steps(), examples, vocabulary().size());
    return new Sampler(network(), vocabulary(), settings.blockSize())
        .sample(model.getNDManager(), generator, temperature, topK, prefix);
  }

  @Override
  public void close() {
    model.close();
  }
}
