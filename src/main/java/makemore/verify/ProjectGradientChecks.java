package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import makemore.nn.CrossEntropy;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Layer;
import makemore.train.BatchNormPerTime;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;

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
   * @param high as {@link GradientCheck#of} has it
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
    subjects.add(new Subject("FlattenConsecutive", new FlattenConsecutive(2), OVER_TIME));
    Layer perTime = new BatchNormPerTime(4, FEATURES, 1e-5, 0.1, false);
    subjects.add(new Subject("BatchNorm1d per time", perTime, OVER_TIME));
    addAll(subjects, Layers.PLAIN, "");
    addAll(subjects, Layers.FUSED, "fused ");
    return subjects;
  }

  private static void addAll(List<Subject> subjects, Layers kind, String name) {
    Layer linear = kind.linear(FEATURES, CLASSES, true);
    Layer batchNorm = kind.batchNorm(FEATURES, 1e-5, 0.1, false);
    Layer keepsStd = kind.batchNorm(FEATURES, 0, 0.001, true);
    // Three characters for 4 n places: they occur again, in an example and in others.
    Layer embedding = kind.embedding(3, CLASSES);
    subjects.addAll(
        List.of(
            new Subject(name + "Linear", linear, FLAT),
            new Subject(name + "Linear without bias", kind.linear(FEATURES, CLASSES, false), FLAT),
            new Subject(name + "Linear over time", linear, OVER_TIME),
            new Subject(name + "BatchNorm1d", batchNorm, FLAT),
            new Subject(name + "BatchNorm1d, running std", keepsStd, FLAT),
            new Subject(name + "BatchNorm1d over time", batchNorm, OVER_TIME),
            new Subject(name + "Tanh", kind.tanh(), FLAT),
            new Subject(name + "Embedding", embedding, new Shape(4), 3, BATCH_SIZES),
            new Subject(name + "CrossEntropy", new Loss(kind.crossEntropy()), new Shape(CLASSES))));
    for (Preset preset : Preset.values()) {
      Settings settings = preset.settings();
      Layer network = kind.network(settings, CHARACTERS);
      Shape context = new Shape(settings.blockSize());
      List<Integer> batchSizes = settings.hasBatchNorm() ? List.of(3, 32) : BATCH_SIZES;
      String title = name + "network " + preset;
      subjects.add(new Subject(title, network, context, CHARACTERS, batchSizes));
    }
  }

  /** Computes the loss of logits as a layer, with the targets 0, 1, 2 and so on, repeated. */
  private static final class Loss extends Layer {

    private final CrossEntropy crossEntropy;

    Loss(CrossEntropy crossEntropy) {
      this.crossEntropy = crossEntropy;
    }

    /** In training by the loss's own pass; autograd can only follow that of a plain loss. */
    @Override
    public NDArray forward(NDArray logits, boolean training) {
      return keep(crossEntropy.forward(logits, targets(logits)).reshape(1), training);
    }

    @Override
    protected NDArray forwardPass(NDArray logits, boolean training) {
      return new CrossEntropy().forward(logits, targets(logits)).reshape(1);
    }

    private static NDArray targets(NDArray logits) {
      NDArray rows = logits.getManager().arange((int) logits.getShape().head());
      return rows.mod(logits.getShape().tail()).toType(DataType.INT64, false);
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
