package makemore.plot;

import static makemore.inspect.NumberFormats.count;
import static makemore.inspect.NumberFormats.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import makemore.input.InvalidInputException;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.NumberFormats;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.run.RunResult;
import makemore.store.Summary;
import makemore.text.KnownWords;
import makemore.train.Settings;

/** The page of a run: its settings, its results, and the charts of what happened inside. */
public final class RunPage {

  /** The charts that are compared side by side. */
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
   * Makes the page of a run, with all charts. If the run diverged, they show what was recorded
   * until then.
   *
   * @throws InvalidInputException if the run diverged before its first loss was recorded, or if
   *     recorded rows or numbers are missing
   */
  public static HtmlPage of(RunResult result) {
    if (result.recording().table(RecordedTable.LOSS).isEmpty()) {
      String why = result.divergence().orElse("no loss was recorded");
      throw new InvalidInputException(result.folder().path() + ": " + why);
    }
    try {
      RunView run = RunView.of(result);
      NeuronFrames neurons = NeuronFrames.of(run);
      List<Chart.Verdict> verdicts = new ArrayList<>();
      verdicts.add(new Chart.Verdict(run.diagnosis().grade(), run.diagnosis().sentence()));
      result.divergence().ifPresent(why -> verdicts.add(new Chart.Verdict(Grade.BAD, why)));
      return new HtmlPage(
          "Inside " + result.settings().preset(),
          facts(run),
          result.summary().map(Summary::names).orElse(List.of()).stream()
              .map(name -> NumberFormats.shortened(name, 30))
              .toList(),
          Optional.empty(),
          List.of(new HtmlPage.Column("", "", verdicts, charts(run, neurons))),
          Optional.of(neurons));
    } catch (IndexOutOfBoundsException | NoSuchElementException | IllegalStateException e) {
      throw result.damaged("rows or numbers are missing", e);
    }
  }

  /** Takes the charts of a run's page that are set beside those of other runs. */
  public static HtmlPage.Column column(
      String title, String link, List<Chart.Verdict> verdicts, HtmlPage run) {
    List<Chart> charts =
        run.charts().stream().filter(chart -> COMPARED.contains(chart.name())).toList();
    return new HtmlPage.Column(title, link, verdicts, charts);
  }

  private static List<Chart> charts(RunView run, NeuronFrames neurons) {
    OverTimeCharts overTime = new OverTimeCharts(run);
    TanhCharts tanh = TanhCharts.of(run, neurons);
    Recording recording = run.result().recording();
    Chart outputs = LayerCharts.outputs(recording);
    Chart gradients = LayerCharts.gradients(recording);
    Chart weightGradients = LayerCharts.weightGradients(recording);
    List<Chart> charts = new ArrayList<>();
    charts.add(
        run.diagnosed(
            overTime.loss(),
            Topic.START_LOSS,
            Topic.FINAL_LOSS,
            Topic.VALIDATION_LOSS,
            Topic.BATCH_STATISTICS));
    charts.add(run.diagnosed(overTime.updateRatio(), Topic.UPDATES));
    charts.add(start(outputs));
    charts.add(run.diagnosed(outputs, Topic.SATURATION, Topic.ACTIVATIONS, Topic.DEAD_NEURONS));
    charts.add(start(gradients));
    charts.add(run.diagnosed(gradients, Topic.GRADIENTS));
    charts.add(start(weightGradients));
    charts.add(run.diagnosed(weightGradients, Topic.WEIGHT_GRADIENTS));
    charts.add(run.diagnosed(overTime.activationMap(), Topic.ACTIVATIONS));
    charts.add(run.diagnosed(overTime.gradientMap(), Topic.GRADIENTS));
    charts.add(tanh.histogram());
    charts.add(run.diagnosed(tanh.saturationMap(), Topic.DEAD_NEURONS));
    charts.add(tanh.tanh());
    charts.add(tanh.slope());
    charts.add(run.diagnosed(overTime.activations(), Topic.ACTIVATIONS));
    charts.add(run.diagnosed(overTime.saturation(), Topic.SATURATION));
    charts.add(run.diagnosed(overTime.gradients(), Topic.GRADIENTS));
    if (run.result().summary().isPresent()) {
      RunResult result = run.result();
      FollowingCharts following = new FollowingCharts(run.vocabulary(), result.following());
      charts.add(following.counted());
      charts.add(following.predicted());
      float[][] drawn = result.initialEmbedding();
      charts.add(EmbeddingChart.of(run.vocabulary(), result.words(), result.embedding(), drawn));
    }
    return charts;
  }

  /** The first frame of a chart, to stand beside the others with the same axes. */
  private static Chart start(Chart chart) {
    return chart
        .withName(chart.name() + HtmlPage.START)
        .withFrames(chart.frames().subList(0, 1))
        .withCaption("");
  }

  private static List<HtmlPage.Fact> facts(RunView run) {
    Settings settings = run.result().settings();
    Summary.Data data = run.result().data();
    BigDecimal rate = BigDecimal.valueOf(settings.learningRate()).stripTrailingZeros();
    String decay =
        run.measurements().decayed()
            ? format(", a tenth of it from step %,d", settings.learningRateDecayAt())
            : "";
    String network =
        "%s: %s of context, embedding %,d, hidden layers %,d x %,d, %s batch normalisation";
    List<HtmlPage.Fact> facts = new ArrayList<>();
    facts.add(fact("data", "%s, %,d words (%s)", data.path(), data.words(), data.repeats()));
    facts.add(
        fact(
            "network",
            network,
            settings.preset(),
            count(settings.blockSize(), "character"),
            settings.embeddingSize(),
            settings.hiddenLayers(),
            settings.hiddenSize(),
            settings.hasBatchNorm() ? "with" : "no"));
    String training = "%s of %s, learning rate %s";
    String steps = count(run.measurements().steps(), "step");
    String examples = count(settings.batchSize(), "example");
    String rates = rate.toPlainString() + decay;
    facts.add(fact("training", training, steps, examples, rates));
    for (Summary summary : run.result().summary().stream().toList()) {
      facts.add(fact("parameters", "%,d", summary.parameters()));
      facts.add(fact("training loss", "%.4f", summary.loss().train()));
      facts.add(fact("validation loss", "%.4f", summary.loss().validation()));
      facts.add(fact("test loss", "%.4f", summary.loss().test()));
      KnownWords known = KnownWords.of(run.result().words());
      facts.add(fact("new names", "%s", known.summary(summary.names())));
    }
    return facts;
  }

  private static HtmlPage.Fact fact(String label, String text, Object... values) {
    return new HtmlPage.Fact(label, format(text, values));
  }
}
