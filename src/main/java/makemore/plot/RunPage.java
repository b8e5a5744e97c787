package makemore.plot;

import static makemore.inspect.English.format;

import ai.djl.ndarray.NDArray;
import java.util.List;
import makemore.inspect.Recording;
import makemore.inspect.Topic;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.store.Summary;
import makemore.train.Configuration;

/** The page of a run: what it was, what came of it, and the charts of what happened inside. */
public final class RunPage {

  private RunPage() {}

  /** Makes the page of a run, with all charts. */
  public static HtmlPage of(Summary summary, Recording recording, Network network) {
    return HtmlPage.of(
        "Inside " + summary.preset(),
        facts(summary),
        summary.names(),
        charts(RunView.of(summary, recording), network));
  }

  private static List<Chart> charts(RunView run, Network network) {
    OverTimeCharts overTime = new OverTimeCharts(run);
    HiddenLayerCharts hidden = new HiddenLayerCharts(run);
    TanhCharts tanh = TanhCharts.of(run);
    NDArray embedding = network.embedding().getParameters().get("weight").getArray();
    return List.of(
        overTime.loss(),
        DistributionCharts.outputs(run.recording(), "tanh")
            .verdicts(run.verdicts(Topic.SATURATION)),
        DistributionCharts.gradients(run.recording(), "tanh")
            .verdicts(run.verdicts(Topic.GRADIENTS)),
        DistributionCharts.weightGradients(run.recording())
            .verdicts(run.verdicts(Topic.WEIGHT_GRADIENTS)),
        overTime.updateRatio(),
        hidden.histogram(),
        hidden.saturationMap(),
        tanh.tanh(),
        tanh.slope(),
        overTime.activations(),
        overTime.saturation(),
        overTime.gradients(),
        EmbeddingChart.of(run.vocabulary(), embedding));
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
    double rate = configuration.schedule().learningRate();
    int decayAt = configuration.schedule().decayAt();
    return decayAt < steps
        ? format("%s, from step %,d a tenth of it", rate, decayAt)
        : String.valueOf(rate);
  }

  private static HtmlPage.Fact fact(String label, String text, Object... values) {
    return new HtmlPage.Fact(label, format(text, values));
  }
}
