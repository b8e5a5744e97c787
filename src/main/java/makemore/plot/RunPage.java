package makemore.plot;

import static makemore.inspect.English.format;

import ai.djl.Model;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import makemore.inspect.Diagnosis;
import makemore.inspect.Grade;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.inspect.Topic;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.store.BrokenRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.InvalidInputException;
import makemore.train.Configuration;

/** The page of a run: what it was, what came of it, and the charts of what happened inside. */
public final class RunPage {

  /** What is looked at side by side. */
  private static final List<String> COMPARED =
      List.of(
          "loss",
          "activation_distribution",
          "gradient_distribution",
          "update_ratio",
          "saturation_over_time",
          "activation_map",
          "gradient_map");

  private RunPage() {}

  /**
   * Makes the page of a run, with all charts; of one that diverged what was recorded until then.
   *
   * @throws InvalidInputException if the run is missing or damaged
   */
  public static HtmlPage of(RunFolder run) {
    try {
      Optional<BrokenRun> broken = BrokenRun.read(run);
      return broken.isPresent() ? ofDiverged(run, broken.get()) : ofEnded(run);
    } catch (IndexOutOfBoundsException | NoSuchElementException e) {
      throw damaged(run, "rows are missing", e);
    } catch (NumberFormatException e) {
      throw damaged(run, e.getMessage(), e);
    }
  }

  /** The charts of a run's page that are set beside those of other runs. */
  public static HtmlPage.Column column(
      String title, String link, List<Chart.Verdict> verdicts, HtmlPage run) {
    List<Chart> charts =
        run.charts().stream().filter(chart -> COMPARED.contains(chart.name())).toList();
    return new HtmlPage.Column(title, link, verdicts, charts);
  }

  /** Where the images and the page of a run are, where nothing else is asked for. */
  public static Path folder(RunFolder run) {
    return BrokenRun.read(run).isPresent() ? run.diverged().plots() : run.plots();
  }

  private static HtmlPage ofEnded(RunFolder run) {
    Summary summary = run.summary();
    Recording recording = new Recording(run::table);
    if (recording.table(RecordedTable.LOSS).rowCount() != summary.steps()) {
      throw damaged(run, "loss.csv does not have a row for each step", null);
    }
    Configuration configuration = summary.configuration();
    RunView view = RunView.of(configuration, summary.data().vocabulary(), recording, false);
    List<HtmlPage.Fact> facts = facts(configuration, summary.data(), summary.steps());
    facts.add(fact("parameters", "%,d", summary.parameters()));
    facts.add(fact("training loss", "%.4f", summary.loss().train()));
    facts.add(fact("validation loss", "%.4f", summary.loss().validation()));
    facts.add(fact("test loss", "%.4f", summary.loss().test()));
    List<Chart> charts = new ArrayList<>(charts(view));
    try (Model model = run.model(summary)) {
      Network network = (Network) model.getBlock();
      charts.add(EmbeddingChart.of(view.vocabulary(), network.embedding().value("weight")));
    }
    return page(view, facts, summary.names(), main(view), charts);
  }

  private static HtmlPage ofDiverged(RunFolder run, BrokenRun broken) {
    Recording recording = new Recording(run.diverged()::table);
    int steps = recording.table(RecordedTable.LOSS).rowCount();
    if (steps == 0) {
      throw new InvalidInputException(run.path() + ": " + broken.message());
    }
    String vocabulary = broken.data().vocabulary();
    RunView view = RunView.of(broken.configuration(), vocabulary, recording, true);
    List<HtmlPage.Fact> facts = facts(broken.configuration(), broken.data(), steps);
    List<Chart.Verdict> why = new ArrayList<>(main(view));
    why.add(new Chart.Verdict(Grade.BAD, broken.message()));
    return page(view, facts, List.of(), why, charts(view));
  }

  private static List<Chart.Verdict> main(RunView run) {
    Diagnosis diagnosis = run.diagnosis();
    return List.of(new Chart.Verdict(diagnosis.grade(), diagnosis.sentence()));
  }

  private static HtmlPage page(
      RunView run,
      List<HtmlPage.Fact> facts,
      List<String> names,
      List<Chart.Verdict> verdicts,
      List<Chart> charts) {
    return new HtmlPage(
        "Inside " + run.configuration().preset(),
        facts,
        names,
        Optional.empty(),
        List.of(new HtmlPage.Column("", "", verdicts, charts)),
        Optional.of(Insides.of(run)));
  }

  private static InvalidInputException damaged(RunFolder run, String why, Throwable cause) {
    return new InvalidInputException(
        run.path() + ": the recorded tables are damaged (" + why + "); train the run again", cause);
  }

  private static List<Chart> charts(RunView run) {
    OverTimeCharts overTime = new OverTimeCharts(run);
    HiddenLayerCharts hidden = new HiddenLayerCharts(run);
    TanhCharts tanh = TanhCharts.of(run);
    return List.of(
        overTime.loss(),
        DistributionCharts.outputs(run.recording(), "tanh")
            .verdicts(run.verdicts(Topic.SATURATION, Topic.ACTIVATIONS, Topic.DEAD_NEURONS)),
        DistributionCharts.gradients(run.recording(), "tanh")
            .verdicts(run.verdicts(Topic.GRADIENTS)),
        DistributionCharts.weightGradients(run.recording())
            .verdicts(run.verdicts(Topic.WEIGHT_GRADIENTS)),
        overTime.updateRatio(),
        overTime.activationMap(),
        overTime.gradientMap(),
        hidden.histogram(),
        hidden.saturationMap(),
        tanh.tanh(),
        tanh.slope(),
        overTime.activations(),
        overTime.saturation(),
        overTime.gradients());
  }

  private static List<HtmlPage.Fact> facts(
      Configuration configuration, Summary.Data data, int steps) {
    return new ArrayList<>(
        List.of(
            fact("data", "%s, %,d words", data.path(), data.words()),
            fact("network", "%s", network(configuration)),
            fact(
                "training",
                "%,d steps of %,d examples, learning rate %s",
                steps,
                configuration.batchSize(),
                rate(configuration, steps))));
  }

  private static String network(Configuration configuration) {
    Architecture architecture = configuration.architecture();
    return format(
        "%s: %d characters of context, embedding %d, hidden layers %d x %d, %s batch normalisation",
        configuration.preset(),
        architecture.blockSize(),
        architecture.embeddingSize(),
        architecture.hiddenLayers(),
        architecture.hiddenSize(),
        architecture.hasBatchNorm() ? "with" : "no");
  }

  private static String rate(Configuration configuration, int steps) {
    double initial = configuration.schedule().learningRate();
    String rate = BigDecimal.valueOf(initial).stripTrailingZeros().toPlainString();
    int decayAt = configuration.schedule().decayAt();
    return decayAt < steps ? format("%s, from step %,d a tenth of it", rate, decayAt) : rate;
  }

  private static HtmlPage.Fact fact(String label, String text, Object... values) {
    return new HtmlPage.Fact(label, format(text, values));
  }
}
