package makemore.store;

import ai.djl.engine.Engine;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import makemore.input.InvalidInputException;
import makemore.input.Range;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import makemore.text.Vocabulary;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Settings;

/**
 * The settings and the results of a run; the file {@code summary.json} of a run folder.
 *
 * @param format {@link #FORMAT}
 * @param steps the number of steps made, fewer than configured where the run was interrupted
 * @param loss the network's mean loss of each part of the data, in nats; NaN in a checkpoint
 * @param seconds the time that the steps took, from the first to the last
 * @param layers how the run was computed, which does not decide what it is
 * @param names that the finished network gave; none in a checkpoint
 */
public record Summary(
    int format,
    String preset,
    Settings settings,
    long parameters,
    int steps,
    long seed,
    Data data,
    ExampleCounts examples,
    Evaluation loss,
    Layers layers,
    int threads,
    double seconds,
    double microsecondsPerStep,
    Map<String, String> versions,
    List<String> names) {

  public static final String FILE = "summary.json";

  /** The version of the format: earlier versions of this program wrote it differently. */
  public static final int FORMAT = 4;

  /** The part of a summary that tells its version; null in the first one. */
  record Version(Integer format) {}

  /** The data; the path is as the user named it, and a copy is in the run folder. */
  public record Data(
      String path,
      String sha256,
      int words,
      Repeats repeats,
      CountingLoss counting,
      String vocabulary) {
    Vocabulary check() {
      return Vocabulary.parse(vocabulary);
    }
  }

  public record ExampleCounts(int train, int validation, int test) {}

  /** Throws an {@link InvalidInputException} if it is not what this program writes. */
  void check() {
    settings.check(name -> name);
    int characters = data.check().size();
    if (parameters != Layers.PLAIN.network(settings, characters).parameterCount()) {
      throw new InvalidInputException("its parameters are not those of its settings");
    }
    if (!preset.equals(settings.preset()) || seed != settings.seed()) {
      throw new InvalidInputException("its preset or seed is not that of its settings");
    }
    Range.check("steps", steps, 1, settings.steps());
  }

  public static Map<String, String> currentVersions() {
    return ImmutableMap.of(
        "djl", Engine.getDjlVersion(),
        "pytorch", Engine.getInstance().getVersion(),
        "java", System.getProperty("java.version"),
        "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
