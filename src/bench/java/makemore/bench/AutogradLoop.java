package makemore.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import makemore.train.Batch;
import makemore.train.Batches;
import makemore.train.Layers;
import makemore.train.Settings;
import makemore.train.Settings.BatchNorm;
import makemore.train.Training;

/** The lesson's operations on DJL's arrays; its autograd does the backward pass. */
final class AutogradLoop implements TrainingLoop {

  /** The running statistics of a batch normalisation. */
  private record Running(NDArray mean, NDArray varianceOrStd) {}

  private final NDManager manager;
  private final Settings settings;
  private final Batches batches;

  /** The embedding, then of each layer the weight, and the bias, or gamma and beta. */
  private final NDList parameters = new NDList();

  private final List<Running> running = new ArrayList<>();
  private int made;

  AutogradLoop(Settings settings, Data data, NDManager manager) {
    this.manager = manager;
    this.settings = settings;
    Training start =
        Training.start(settings, Layers.PLAIN, data.split(), data.vocabulary(), manager);
    batches = start.batches();
    for (Parameter drawn : start.network().parameters()) {
      NDArray copy = drawn.getArray().duplicate();
      copy.setRequiresGradient(true);
      parameters.add(copy);
    }
    for (int i = 0; i <= settings.hiddenLayers(); i++) {
      Shape shape = new Shape(size(i, data.vocabulary().size()));
      running.add(new Running(manager.zeros(shape), manager.ones(shape)));
    }
  }

  private long size(int layer, int vocabularySize) {
    return layer < settings.hiddenLayers() ? settings.hiddenSize() : vocabularySize;
  }

  @Override
  public double[] losses(int steps) {
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        losses[i] = step();
      }
    }
    return losses;
  }

  private float step() {
    Batch batch = batches.next(manager);
    float loss;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray mean = crossEntropy(logits(batch.contexts()), batch.targets());
      collector.backward(mean);
      loss = mean.getFloat();
    }
    double learningRate = settings.learningRateAt(made++);
    for (NDArray parameter : parameters) {
      NDArray gradient = parameter.getGradient();
      parameter.subi(gradient.mul(learningRate));
      // Else the next step's would be added to it.
      gradient.subi(gradient);
    }
    return loss;
  }

  private NDArray logits(NDArray contexts) {
    Iterator<NDArray> next = parameters.iterator();
    NDArray x = next.next().get(contexts);
    for (int i = 0; i < settings.hiddenLayers(); i++) {
      if (x.getShape().dimension() == 3) {
        x = joined(x);
      }
      x = linear(x, i, settings.hasBatchNorm(), next).tanh();
    }
    boolean lastNorm = settings.batchNorm() == BatchNorm.ALL;
    return linear(x, settings.hiddenLayers(), lastNorm, next);
  }

  /** Brings neighbours in time together. */
  private NDArray joined(NDArray x) {
    Shape shape = x.getShape();
    long n = settings.groupSize() == null ? shape.get(1) : settings.groupSize();
    return shape.get(1) == n
        ? x.reshape(shape.get(0), n * shape.get(2))
        : x.reshape(shape.get(0), shape.get(1) / n, n * shape.get(2));
  }

  private NDArray linear(NDArray x, int layer, boolean withNorm, Iterator<NDArray> next) {
    NDArray y = x.matMul(next.next());
    return withNorm
        ? batchNorm(y, next.next(), next.next(), running.get(layer))
        : y.add(next.next());
  }

  private NDArray batchNorm(NDArray x, NDArray gamma, NDArray beta, Running kept) {
    int[] axes = x.getShape().dimension() == 2 ? new int[] {0} : new int[] {0, 1};
    long n = x.size() / x.getShape().tail();
    NDArray mean = x.sum(axes).div(n);
    NDArray centered = x.sub(mean);
    NDArray var = centered.square().sum(axes).div(n - 1);
    NDArray std = (settings.runningStd() ? var : var.add(settings.epsilon())).sqrt();
    update(kept.mean, mean);
    update(kept.varianceOrStd, settings.runningStd() ? std : var);
    return centered.div(std).mul(gamma).add(beta);
  }

  private void update(NDArray kept, NDArray latest) {
    double momentum = settings.momentum();
    kept.muli(1 - momentum).addi(latest.stopGradient().mul(momentum));
  }

  private static NDArray crossEntropy(NDArray logits, NDArray targets) {
    return logits.logSoftmax(1).gather(targets.expandDims(1), 1).mean().neg();
  }

  @Override
  public void close() {
    manager.close();
  }
}
