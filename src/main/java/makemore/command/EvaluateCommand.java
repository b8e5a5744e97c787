package makemore.command;

import ai.djl.Model;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import makemore.nn.Network;
import makemore.store.RunFolder;
import makemore.store.Summary;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "evaluate",
    description = "Prints the training, validation and test loss of a saved run.")
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private SavedRunOptions savedRun;
  @Mixin private EngineOptions engineOptions;

  @Override
  public Integer call() {
    engineOptions.prepare();
    RunFolder folder = savedRun.folder();
    Summary summary = folder.summary();
    Vocabulary vocabulary = Vocabulary.parse(summary.data().vocabulary());
    int blockSize = summary.configuration().architecture().blockSize();
    Split split = Split.of(folder.words(summary).words(), vocabulary, blockSize);
    try (Model model = folder.model(summary)) {
      Network network = (Network) model.getBlock();
      print(Evaluation.of(network, split, model.getNDManager()), engineOptions.out());
    }
    return 0;
  }

  static void print(Evaluation loss, PrintWriter out) {
    out.printf("train loss       %.4f%n", loss.train());
    out.printf("validation loss  %.4f%n", loss.validation());
    out.printf("test loss        %.4f%n", loss.test());
  }
}
