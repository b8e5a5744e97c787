import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import makemore.nn.*;
import makemore.plot.*;
import makemore.random.*;
import makemore.sample.Sampler;
import makemore.text.*;
import makemore.train.*;

public class Lesson {
  public static void main(String[] args) throws Exception {
    TorchEngine.configure(); // quiet, offline, one thread
    var words = WordFile.read(Path.of("data/names.txt")).words();
    var vocabulary = Vocabulary.of(words);
    var split = Split.of(words, vocabulary, 3);
    var generator = TorchGenerator.manualSeed(2147483647L);
    var network =
        new Network(
            new Embedding(27, 10), new FlattenConsecutive(3),
            new Linear(30, 100, false), new BatchNorm1d(100), new Tanh(),
            new Linear(100, 27, false), new BatchNorm1d(27));

    try (var manager = NDManager.newBaseManager()) {
      network.initialize(manager, new Shape(1, 3));
      network.layers().get(5).value("gamma").muli(0.1); // less confident at first
      var batches = new Batches(generator, split.train(), 32);
      var crossEntropy = new CrossEntropy();

      for (int step = 0; step <= 1000; step++) {
        try (var scope = new NDScope()) { // closes the arrays of the step
          Batch batch = batches.next(manager);
          NDArray logits = network.forward(batch.contexts(), true);
          NDArray loss = crossEntropy.forward(logits, batch.targets());
          network.backward(crossEntropy.backward());
          network.gradients().forEach((p, gradient) -> p.getArray().subi(gradient.mul(0.1)));

          if (step % 100 == 0) {
            System.out.printf("%4d: %.4f%n", step, loss.getFloat());
          }
          if (step == 1000) {
            var outputs = PngRenderer.image(LayerCharts.outputs(network), 900);
            var gradients = PngRenderer.image(LayerCharts.gradients(network), 900);
            ImageIO.write(outputs, "png", new File("outputs.png"));
            ImageIO.write(gradients, "png", new File("gradients.png"));
          }
        }
      }
      System.out.println(Evaluation.of(network, split, manager));
      new Sampler(network, vocabulary, 3)
          .sample(manager, TorchGenerator.manualSeed(2147483657L), 1, "")
          .limit(10)
          .forEach(System.out::println);
    }
  }
}
