package makemore.plot;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import makemore.inspect.Recording;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.store.Summary;
import makemore.train.Configuration;

/** The page of a run: what it was, what came of it, and the charts of what happened inside. */
public final class RunPage {

  private RunPage() {}

  /**
   * Makes the page.
   *
   * @param summary of the run
   * @param recording of the run
   * @param network the trained network
   * @return the page, with all charts
   */
  public static HtmlPage of(Summary summary, Recording recording, Network network) {
    return new HtmlPage(
        "Inside " + summary.preset(),
        facts(summary),
        "Names it invented",
        summary.names(),
        charts(RunView.of(summary, recording), network));
  }

  private static List<Chart> charts(RunView run, Network network) {
    List<Chart> charts = new ArrayList<>();
    charts.add(LossChart.of(run));
    charts.addAll(new DistributionCharts(run).charts());
    charts.add(UpdateRatioChart.of(run));
    charts.addAll(new HiddenLayerCharts(run).charts());
    charts.addAll(new TanhCharts(run).charts());
    charts.addAll(new OverTimeCharts(run).charts());
    charts.add(EmbeddingChart.of(run.vocabulary(), rows(network)));
    return charts;
  }

  private static float[][] rows(Network network) {
    NDArray table = network.embedding().getParameters().get("weight").getArray();
    float[] values = table.toFloatArray();
    int size = (int) table.getShape().get(1);
    float[][] rows = new float[values.length / size][size];
    for (int i = 0; i < values.length; i++) {
      rows[i / size][i % size] = values[i];
    }
    return rows;
  }

  private static List<HtmlPage.Fact> facts(Summary summary) {
    Configuration configuration = summary.configuration();
    return List.of(
        fact("data", "%s, %,d words", summary.data().path(), summary.data().words()),
        fact("network", "%s, %,d parameters", network(configuration), summary.parameters()),
        fact(
            "training",
            "%,d steps of %,d examples, learning rate %s",
            summary.steps(),
            configuration.batchSize(),
            rate(configuration, summary.steps())),
        fact("training loss", "%.4f", summary.loss().train()),
        fact("validation loss", "%.4f", summary.loss().validation()),
        fact("test loss", "%.4f", summary.loss().test()));
  }

  private static String network(Configuration configuration) {
    Architecture architecture = configuration.architecture();
    return String.format(
        Locale.ROOT,
        "%s: %d characters of context, embedding %d, hidden layers %d x %d, %s batch normalisation",
        configuration.preset(),
        architecture.blockSize(),
        architecture.embeddingSize(),
        architecture.hiddenLayers(),
        architecture.hiddenSize(),
        architecture.hasBatchNorm() ? "with" : "no");
  }

  private static String rate(Configuration configuration, int steps) {
    double rate = configuration.schedule().learningRate();
    int decayAt = configuration.schedule().decayAt();
    return decayAt < steps
        ? String.format(Locale.ROOT, "%s, from step %,d a tenth of it", rate, decayAt)
        : String.valueOf(rate);
  }

  private static HtmlPage.Fact fact(String label, String format, Object... values) {
    return new HtmlPage.Fact(label, String.format(Locale.ROOT, format, values));
  }
}
