package makemore.run;

import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import makemore.inspect.Diagnosis;
import makemore.inspect.Finding;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recorder;
import makemore.text.CountingLoss;
import makemore.text.Repeats;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.DivergedException;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Settings.BatchNorm;
import makemore.train.Settings.Init;
import makemore.train.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * No sentence of the diagnosis contradicts what is found without its rules: from the losses of runs
 * that differ in one setting, from counts of strings, and from the recorded numbers one by one.
 */
@Tag("long")
class TruthOfDiagnosisTest {

  private static final int STEPS = 2000;
  private static final Path NAMES = Path.of("data", "names.txt");

  /** What came of a run; the loss is infinite where it diverged. */
  private record Ended(double first, double loss, Diagnosis diagnosis, Table updates) {}

  private final Map<Settings, Ended> runs = new HashMap<>();
  private final List<String> words;
  private final Vocabulary vocabulary;

  TruthOfDiagnosisTest() {
    words = WordFile.read(NAMES).words();
    vocabulary = Vocabulary.of(words);
  }

  private Ended run(Settings settings) {
    return runs.computeIfAbsent(settings, this::train);
  }

  private Ended train(Settings settings) {
    Split split = Split.of(words, vocabulary, settings.blockSize());
    Recorder recorder = new Recorder(split, vocabulary);
    Evaluation loss = new Evaluation(Double.NaN, Double.NaN, Double.NaN);
    boolean diverged = false;
    try (NDManager manager = NDManager.newBaseManager()) {
      Training training = Training.start(settings, Layers.FUSED, split, vocabulary, manager);
      try {
        training.run(0, settings.steps(), () -> false, List.of(recorder));
        loss = Evaluation.of(training.network(), split, manager);
      } catch (DivergedException e) {
        diverged = true;
      }
    }
    Measurements measured =
        Measurements.of(
            recorder.recording(),
            settings,
            vocabulary.size(),
            CountingLoss.of(split.train()),
            Repeats.of(words),
            loss,
            diverged);
    return new Ended(
        recorder.recording().table(RecordedTable.LOSS).floatColumn("loss").get(0),
        diverged ? Double.POSITIVE_INFINITY : loss.train(),
        Diagnosis.of(measured),
        recorder.recording().table(RecordedTable.UPDATE_RATIO));
  }

  /** The loss of counting, from the training part's strings. */
  private double counted(int before) {
    List<String> shuffled = new ArrayList<>(words);
    new makemore.random.PythonRandom(42).shuffle(shuffled);
    Map<String, Integer> counts = new HashMap<>();
    int n = 0;
    for (String word : shuffled.subList(0, (int) (0.8 * shuffled.size()))) {
      String padded = "." + word + ".";
      for (int i = 1; i < padded.length(); i++) {
        counts.merge(padded.substring(i - before, i) + ">" + padded.charAt(i), 1, Integer::sum);
        counts.merge(padded.substring(i - before, i), 1, Integer::sum);
        n++;
      }
    }
    double sum = 0;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      int end = count.getKey().indexOf('>');
      if (end >= 0) {
        double all = counts.get(count.getKey().substring(0, end));
        sum -= count.getValue() * Math.log(count.getValue() / all);
      }
    }
    return sum / n;
  }

  private static List<Settings> configurations() {
    List<Settings> all = new ArrayList<>();
    for (Preset preset : Preset.values()) {
      all.add(preset.settings());
    }
    Settings bn = Preset.DEEP_BN.settings();
    Settings deep = Preset.DEEP.settings();
    for (double rate : new double[] {0.001, 0.01, 0.3, 1, 3, 10, 30}) {
      all.add(bn.withLearningRate(rate));
      all.add(deep.withLearningRate(rate));
    }
    for (double rate : new double[] {0.01, 1, 3}) {
      all.add(Preset.MLP_BN.settings().withLearningRate(rate));
      all.add(Preset.WAVENET.settings().withLearningRate(rate));
    }
    for (double gain : new double[] {0.3, 0.5, 1, 3, 5}) {
      all.add(deep.withGain(gain));
    }
    for (int batchSize : new int[] {2, 4, 8, 256}) {
      all.add(bn.withBatchSize(batchSize));
    }
    all.add(deep.withBatchSize(1));
    for (int layers : new int[] {1, 20}) {
      all.add(bn.withHiddenLayers(layers));
      all.add(deep.withHiddenLayers(layers));
    }
    for (int size : new int[] {5, 300}) {
      all.add(bn.withHiddenSize(size));
      all.add(deep.withHiddenSize(size));
    }
    all.add(bn.withScaledInit(false));
    all.add(deep.withScaledInit(false));
    all.add(deep.withScaledInit(false).withLearningRate(1));
    all.add(bn.withLastLayerGain(1));
    all.add(deep.withLastLayerGain(10));
    all.add(bn.withBlockSize(1));
    for (long seed : new long[] {1, 2}) {
      all.add(deep.withSeed(seed));
      all.add(deep.withSeed(seed).withLearningRate(2));
      all.add(bn.withSeed(seed).withLearningRate(0.003));
    }
    for (int steps : new int[] {1, 30, 300}) {
      all.add(bn.withSteps(steps));
      all.add(deep.withSteps(steps));
    }
    return all.stream()
        .map(settings -> settings.steps() > STEPS ? settings.withSteps(STEPS) : settings)
        .toList();
  }

  /** Runs that differ from this one in what the cause names, and should be better. */
  private static List<UnaryOperator<Settings>> repairs(Cause cause) {
    return switch (cause) {
      case LEARNING_RATE_TOO_HIGH -> rates(1 / 3.0, 0.1, 0.03, 0.01);
      case LEARNING_RATE_TOO_LOW -> rates(3, 10);
      case BATCH_TOO_SMALL -> List.of(s -> s.withBatchSize(32));
      // Where the learning rate is too high as well, both must be mended.
      case NOT_SCALED_BY_FAN_IN ->
          List.of(
              s -> s.withScaledInit(true),
              s -> s.withScaledInit(true).withLearningRate(s.learningRate() / 10));
      case GAIN_TOO_LARGE, GAIN_TOO_SMALL -> List.of(s -> s.withGain(5 / 3.0));
      case OVERCONFIDENT_LAST_LAYER -> List.of(s -> s.withLastLayerGain(0.1));
      default -> List.of();
    };
  }

  private static List<UnaryOperator<Settings>> rates(double... factors) {
    return Arrays.stream(factors)
        .mapToObj(
            factor ->
                (UnaryOperator<Settings>)
                    settings -> settings.withLearningRate(settings.learningRate() * factor))
        .toList();
  }

  @Test
  void noSentenceContradictsTheRuns() {
    double characters = counted(0);
    double pairs = counted(1);
    List<String> wrong = new ArrayList<>();
    for (Settings settings : configurations()) {
      Ended run = run(settings);
      Diagnosis found = run.diagnosis();
      List<String> against = new ArrayList<>();
      String sentence = found.sentence();
      boolean long_ = settings.steps() >= 1000;
      boolean damaged = !(run.loss() < characters) || run.loss() > run.first();
      if (found.grade() == Grade.BAD && !damaged) {
        against.add("bad, and better than counting characters");
      }
      if (long_ && damaged && found.grade() != Grade.BAD) {
        against.add("not bad, and no better than counting characters");
      }
      if (long_
          && settings.blockSize() > 1
          && sentence.contains("nothing wrong")
          && run.loss() > pairs + 0.005) {
        against.add("nothing wrong, and worse than counting pairs");
      }
      if (!long_ && found.grade() == Grade.BAD && !(run.loss() > run.first())) {
        against.add("bad after few steps");
      }
      if (Stream.concat(Stream.of(sentence), found.findings().stream().map(Finding::toString))
          .anyMatch(text -> text.contains("NaN") || text.contains("Infinity"))) {
        against.add("a number that is none");
      }
      double least = Double.POSITIVE_INFINITY;
      Map<Integer, List<Double>> late = new HashMap<>();
      for (Row row : run.updates()) {
        if (row.getInt("step") >= 100) {
          double ratio = row.getFloat("log10_ratio");
          late.computeIfAbsent(row.getInt("parameter"), key -> new ArrayList<>()).add(ratio);
        }
      }
      for (List<Double> ratios : late.values()) {
        Collections.sort(ratios);
        least = Math.min(least, ratios.get(ratios.size() / 2));
      }
      if (least < -6 && found.about(Topic.UPDATES).get(0).grade() == Grade.GOOD) {
        against.add("updates are good, and one matrix has stopped");
      }
      String repaired = "";
      if (found.loss().grade().compareTo(Grade.NEUTRAL) > 0 && found.cause().isPresent()) {
        List<UnaryOperator<Settings>> repairs = repairs(found.cause().get());
        double best = Double.POSITIVE_INFINITY;
        for (UnaryOperator<Settings> repair : repairs) {
          best = Math.min(best, run(repair.apply(settings)).loss());
        }
        repaired = String.format("; mended %.3f", best);
        if (!repairs.isEmpty() && !(best < run.loss())) {
          against.add("the cause is not one: " + found.cause().get());
        }
      }
      System.out.printf(
          "%s | %s | loss %.3f%s | %s%n", name(settings), sentence, run.loss(), repaired, against);
      against.forEach(why -> wrong.add(name(settings) + ": " + sentence + ": " + why));
    }
    assertWithMessage(String.join("\n", wrong)).that(wrong).isEmpty();
  }

  private static String name(Settings s) {
    String norm = s.batchNorm() == BatchNorm.NONE ? "" : " bn";
    String init = s.init() == Init.PLAIN ? " plain" : "";
    return String.format(
        "%s%s%s rate %s gain %.2g last %.2g batch %d layers %d x %d block %d steps %d seed %d",
        s.preset(),
        norm,
        init,
        s.learningRate(),
        s.gain(),
        s.lastLayerGain(),
        s.batchSize(),
        s.hiddenLayers(),
        s.hiddenSize(),
        s.blockSize(),
        s.steps(),
        s.seed());
  }
}
