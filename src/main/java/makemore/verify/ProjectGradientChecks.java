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
 */
public final class ProjectGradientChecks {

  private static final int BATCH_SIZE = 32;
  private static final int FEATURES = 7;
  private static final int CLASSES = 5;
  private static final int CHARACTERS = 27;
  private static final Shape FLAT = new Shape(BATCH_SIZE, FEATURES);
  private static final Shape OVER_TIME = new Shape(BATCH_SIZE, 4, FEATURES);

  /**
   * Names a layer, and says what to check it with.
   *
   * @param high as {@link GradientCheck#of} has it
   */
  public record Subject(String name, Layer layer, Shape inputShape, int high) {

    private Subject(String name, Layer layer, Shape inputShape) {
      this(name, layer, inputShape, 0);
    }

    public GradientCheck check(long seed) {
      return GradientCheck.of(layer, inputShape, high, seed);
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
    Layer loss = new Loss(kind.crossEntropy());
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
            new Subject(name + "Embedding", embedding, new Shape(BATCH_SIZE, 4), 3),
            new Subject(name + "CrossEntropy", loss, new Shape(BATCH_SIZE, CLASSES))));
    for (Preset preset : Preset.values()) {
      Settings settings = preset.settings();
      Layer network = kind.network(settings, CHARACTERS);
      Shape contexts = new Shape(BATCH_SIZE, settings.blockSize());
      subjects.add(new Subject(name + "network " + preset, network, contexts, CHARACTERS));
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
