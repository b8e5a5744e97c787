package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import makemore.nn.Architecture;
import makemore.nn.BatchNorm1d;
import makemore.nn.BatchNorm1d.RunningStatistic;
import makemore.nn.CrossEntropy;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.train.Preset;

/**
 * Lists what there is to check in this project: each layer by itself, of odd widths, and each
 * preset's whole network.
 *
 * <p>A batch normalisation makes plus and minus 1/sqrt(2) of any two examples, but for its epsilon.
 * What passes through it is rounding noise. So the batch normalisation itself is checked with two
 * examples, but no network of them.
 */
public final class ProjectGradientChecks {

  private static final List<Integer> BATCH_SIZES = List.of(2, 3, 32);
  private static final int FEATURES = 7;
  private static final int CLASSES = 5;
  private static final int CHARACTERS = 27;
  private static final Shape FLAT = new Shape(FEATURES);
  private static final Shape OVER_TIME = new Shape(4, FEATURES);

  /**
   * Names a layer, and says what to check it with.
   *
   * @param example the shape of one example's input
   * @param high if above 0, the input is of whole numbers below this; if 0, of real numbers
   */
  public record Subject(
      String name, Layer layer, Shape example, int high, List<Integer> batchSizes) {

    private Subject(String name, Layer layer, Shape example) {
      this(name, layer, example, 0, BATCH_SIZES);
    }

    /** Checks the layer with each batch size, and returns the worst of each row. */
    public GradientCheck check(long seed) {
      return batchSizes.stream()
          .map(n -> GradientCheck.of(layer, new Shape(n).addAll(example), high, seed))
          .reduce(GradientCheck::worse)
          .orElseThrow();
    }
  }

  private ProjectGradientChecks() {}

  public static List<Subject> all() {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new Subject("Linear", new Linear(FEATURES, CLASSES, true), FLAT));
    subjects.add(new Subject("Linear without bias", new Linear(FEATURES, CLASSES, false), FLAT));
    subjects.add(new Subject("Linear over time", new Linear(FEATURES, CLASSES, true), OVER_TIME));
    subjects.add(new Subject("FlattenConsecutive", new FlattenConsecutive(2), OVER_TIME));
    BatchNorm1d perTime = new BatchNorm1d(FEATURES, 1e-5, 0.1, RunningStatistic.VARIANCE_PER_TIME);
    subjects.add(new Subject("BatchNorm1d per time", perTime, OVER_TIME));
    addAll(subjects, false, "");
    addAll(subjects, true, "fused ");
    return subjects;
  }

  private static void addAll(List<Subject> subjects, boolean fused, String kind) {
    BatchNorm1d keepsStd = new BatchNorm1d(FEATURES, 0, 0.001, RunningStatistic.STANDARD_DEVIATION);
    // Three characters for 4 n places: they occur again, in an example and in others.
    Layer embedding = new Embedding(3, CLASSES);
    List<Subject> layers =
        List.of(
            new Subject(kind + "BatchNorm1d", new BatchNorm1d(FEATURES), FLAT),
            new Subject(kind + "BatchNorm1d, running std", keepsStd, FLAT),
            new Subject(kind + "BatchNorm1d over time", new BatchNorm1d(FEATURES), OVER_TIME),
            new Subject(kind + "Tanh", new Tanh(), FLAT),
            new Subject(kind + "Embedding", embedding, new Shape(4), 3, BATCH_SIZES),
            new Subject(kind + "CrossEntropy", new Loss(), new Shape(CLASSES)));
    layers.forEach(subject -> subject.layer().setFused(fused));
    subjects.addAll(layers);
    for (Preset preset : Preset.values()) {
      Architecture architecture = preset.architecture().withFused(fused);
      Shape context = new Shape(architecture.blockSize());
      List<Integer> batchSizes = architecture.hasBatchNorm() ? List.of(3, 32) : BATCH_SIZES;
      Network network = architecture.network(CHARACTERS);
      subjects.add(
          new Subject(kind + "network " + preset, network, context, CHARACTERS, batchSizes));
    }
  }

  /** Computes the loss of logits as a layer, with the targets 0, 1, 2 and so on, repeated. */
  private static final class Loss extends Layer {

    private CrossEntropy crossEntropy;

    @Override
    protected NDArray forwardPass(NDArray logits, boolean training) {
      Shape shape = logits.getShape();
      long[] targets = LongStream.range(0, shape.head()).map(i -> i % shape.tail()).toArray();
      crossEntropy = new CrossEntropy(isFused());
      return crossEntropy.forward(logits, logits.getManager().create(targets)).reshape(1);
    }

    @Override
    protected NDArray backwardPass(NDArray gradOutput) {
      return crossEntropy.backward().mul(gradOutput);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
      return new Shape[] {new Shape(1)};
    }
  }
}
