package makemore.plot;

import static makemore.inspect.English.format;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;
import makemore.inspect.Grade;
import makemore.inspect.RecordedTable;
import makemore.inspect.Recording;
import makemore.inspect.Topic;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.store.DivergedRun;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.train.Configuration;

/** The page of a run: what it was, what came of it, and the charts of what happened inside. */
public final class RunPage {

  /** What is looked at side by side. */
  private static final List<String> COMPARED =
      List.of(
          ("loss activation_distribution gradient_distribution update_ratio saturation_over_time"
                  + " activation_map gradient_map")
              .split(" "));

  private RunPage() {}

  /**
   * Makes the page of a run, with all charts; of one that diverged what was recorded until then.
   *
   * @throws InvalidInputException if the run is missing or damaged
   */
  public static HtmlPage of(RunFolder run) {
    try {
      Optional<DivergedRun> diverged = DivergedRun.read(run);
      return diverged.isPresent() ? ofDiverged(run, diverged.get()) : ofEnded(run);
    } catch (IndexOutOfBoundsException | NoSuchElementException | NumberFormatException e) {
      throw damaged(run, "rows or numbers are missing", e);
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
    return DivergedRun.read(run).isPresent() ? run.diverged().plots() : run.plots();
  }

  private static HtmlPage ofEnded(RunFolder run) {
    Summary summary = run.summary();
    Recording recording = new Recording(run::table);
    if (recording.table(RecordedTable.LOSS).rowCount() != summary.steps()) {
      throw damaged(run, "loss.csv does not have a row for each step", null);
    }
    RunView view =
        RunView.of(summary.configuration(), summary.data().vocabulary(), recording, false);
    List<HtmlPage.Fact> results =
        List.of(
            fact("parameters", "%,d", summary.parameters()),
            fact("training loss", "%.4f", summary.loss().train()),
            fact("validation loss", "%.4f", summary.loss().validation()),
            fact("test loss", "%.4f", summary.loss().test()));
    try (Model model = run.model(summary)) {
      NDArray embedding = ((Network) model.getBlock()).embedding().value("weight");
      Stream<Chart> charts =
          Stream.concat(charts(view), Stream.of(EmbeddingChart.of(view.vocabulary(), embedding)));
      return page(view, summary.data(), results, summary.names(), Stream.of(), charts);
    }
  }

  private static HtmlPage ofDiverged(RunFolder run, DivergedRun diverged) {
    Recording recording = new Recording(run.diverged()::table);
    if (recording.table(RecordedTable.LOSS).isEmpty()) {
      throw new InvalidInputException(run.path() + ": " + diverged.message());
    }
    RunView view =
        RunView.of(diverged.configuration(), diverged.data().vocabulary(), recording, true);
    Stream<Chart.Verdict> why = Stream.of(new Chart.Verdict(Grade.BAD, diverged.message()));
    return page(view, diverged.data(), List.of(), List.of(), why, charts(view));
  }

  private static HtmlPage page(
      RunView run,
      Summary.Data data,
      List<HtmlPage.Fact> results,
      List<String> names,
      Stream<Chart.Verdict> verdicts,
      Stream<Chart> charts) {
    Chart.Verdict main = new Chart.Verdict(run.diagnosis().grade(), run.diagnosis().sentence());
    List<Chart.Verdict> all = Stream.concat(Stream.of(main), verdicts).toList();
    return new HtmlPage(
        "Inside " + run.configuration().preset(),
        Stream.concat(facts(run, data), results.stream()).toList(),
        names,
        Optional.empty(),
        List.of(new HtmlPage.Column("", "", all, charts.toList())),
        Optional.of(Insides.of(run)));
  }

  private static InvalidInputException damaged(RunFolder run, String why, Throwable cause) {
    return new InvalidInputException(
        run.path() + ": the recorded tables are damaged (" + why + "); train the run again", cause);
  }

  private static Stream<Chart> charts(RunView run) {
    OverTimeCharts overTime = new OverTimeCharts(run);
    HiddenLayerCharts hidden = new HiddenLayerCharts(run);
    TanhCharts tanh = TanhCharts.of(run);
    return Stream.of(
        overTime.loss(),
        LayerCharts.outputs(run.recording())
            .verdicts(run.verdicts(Topic.SATURATION, Topic.ACTIVATIONS, Topic.DEAD_NEURONS)),
        LayerCharts.gradients(run.recording()).verdicts(run.verdicts(Topic.GRADIENTS)),
        LayerCharts.weightGradients(run.recording()).verdicts(run.verdicts(Topic.WEIGHT_GRADIENTS)),
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

  private static Stream<HtmlPage.Fact> facts(RunView run, Summary.Data data) {
    Configuration of = run.configuration();
    Architecture network = of.architecture();
    BigDecimal rate = BigDecimal.valueOf(of.schedule().learningRate()).stripTrailingZeros();
    String decay =
        run.measurements().decayed()
            ? format(", from step %,d a tenth of it", of.schedule().decayAt())
            : "";
    return Stream.of(
        fact("data", "%s, %,d words", data.path(), data.words()),
        fact(
            "network",
            "%s: %d characters of context, embedding %d, hidden layers %d x %d, %s batch"
                + " normalisation",
            of.preset(),
            network.blockSize(),
            network.embeddingSize(),
            network.hiddenLayers(),
            network.hiddenSize(),
            network.hasBatchNorm() ? "with" : "no"),
        fact(
            "training",
            "%,d steps of %,d examples, learning rate %s%s",
            run.measurements().steps(),
            of.batchSize(),
            rate.toPlainString(),
            decay));
  }

  private static HtmlPage.Fact fact(String label, String text, Object... values) {
    return new HtmlPage.Fact(label, format(text, values));
  }
}
