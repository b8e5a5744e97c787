package makemore.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import makemore.nn.Architecture.Placement;
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
 * What there is to check in this project: each layer by itself, of odd widths, and each preset's
 * whole network.
 *
 * <p>A batch normalisation makes plus and minus 1/sqrt(2) of any two examples, but for its epsilon;
 * what passes through it is rounding noise. So two examples are given to the batch normalisation
 * itself, but not to whole networks of them.
 */
public final class ProjectGradientChecks {

  private static final List<Integer> BATCH_SIZES = List.of(2, 3, 32);
  private static final List<Integer> MORE_THAN_TWO = List.of(3, 32);
  private static final int FEATURES = 7;
  private static final int CLASSES = 5;
  private static final int CHARACTERS = 27;

  /** Something to check, at several batch sizes. */
  public record Subject(String name, List<Integer> batchSizes, IntFunction<GradientCheck> check) {}

  private ProjectGradientChecks() {}

  /** Lists what there is to check. */
  public static List<Subject> all(long seed) {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(layer("Linear", new Linear(FEATURES, CLASSES, true), seed));
    subjects.add(layer("Linear without bias", new Linear(FEATURES, CLASSES, false), seed));
    subjects.add(
        layer(
            "BatchNorm1d", new BatchNorm1d(FEATURES, 1e-5, 0.1, RunningStatistic.VARIANCE), seed));
    subjects.add(
        layer(
            "BatchNorm1d, running std",
            new BatchNorm1d(FEATURES, 0, 0.001, RunningStatistic.STANDARD_DEVIATION),
            seed));
    subjects.add(overTime("Linear over time", new Linear(FEATURES, CLASSES, true), seed));
    subjects.add(overTime("BatchNorm1d over time", new BatchNorm1d(FEATURES), seed));
    subjects.add(
        overTime(
            "BatchNorm1d per time",
            new BatchNorm1d(FEATURES, 1e-5, 0.1, RunningStatistic.VARIANCE_PER_TIME),
            seed));
    subjects.add(overTime("FlattenConsecutive", new FlattenConsecutive(2), seed));
    subjects.add(layer("Tanh", new Tanh(), seed));
    // Three characters for 4 n places: they occur again, in an example and in others.
    Layer embedding = new Embedding(3, CLASSES);
    subjects.add(new Subject("Embedding", BATCH_SIZES, n -> of(embedding, n, 4, 3, seed)));
    Layer loss = new Loss(CLASSES);
    subjects.add(new Subject("CrossEntropy", BATCH_SIZES, n -> of(loss, n, CLASSES, 0, seed)));
    for (Preset preset : Preset.values()) {
      subjects.add(network(preset, seed));
    }
    return subjects;
  }

  private static Subject layer(String name, Layer layer, long seed) {
    return new Subject(name, BATCH_SIZES, n -> of(layer, n, FEATURES, 0, seed));
  }

  private static Subject overTime(String name, Layer layer, long seed) {
    return new Subject(
        name, BATCH_SIZES, n -> GradientCheck.of(layer, new Shape(n, 4, FEATURES), 0, seed));
  }

  private static Subject network(Preset preset, long seed) {
    boolean batchNorm = preset.architecture().batchNorm().placement() != Placement.NOWHERE;
    Network network = preset.architecture().network(CHARACTERS);
    return new Subject(
        "network " + preset,
        batchNorm ? MORE_THAN_TWO : BATCH_SIZES,
        n -> of(network, n, preset.architecture().blockSize(), CHARACTERS, seed));
  }

  private static GradientCheck of(Layer layer, int batchSize, int features, int high, long seed) {
    return GradientCheck.of(layer, new Shape(batchSize, features), high, seed);
  }

  /** The loss as a layer: of logits, for targets 0, 1, 2 and so on, over and over. */
  private static final class Loss extends Layer {

    private final long classes;
    private final CrossEntropy crossEntropy = new CrossEntropy();

    Loss(long classes) {
      this.classes = classes;
    }

    @Override
    protected NDArray forwardPass(NDArray logits, boolean training) {
      NDManager manager = logits.getManager();
      int n = (int) logits.getShape().get(0);
      long[] targets = IntStream.range(0, n).mapToLong(i -> i % classes).toArray();
      return crossEntropy.forward(logits, manager.create(targets)).reshape(1);
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
