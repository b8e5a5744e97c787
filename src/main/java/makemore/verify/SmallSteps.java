package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import makemore.nn.BatchNorm1d;
import makemore.nn.CrossEntropy;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;

/**
 * Goes back through every small step of the loss and of a batch normalisation, in double precision,
 * as the series' fourth part does: by hand, by the one formula of {@link CrossEntropy} or {@link
 * BatchNorm1d}, and by autograd.
 */
public final class SmallSteps {

  private static final int CHARACTERS = 27;
  private static final int[] BATCH = {0};
  private static final int[] CLASSES = {1};

  /**
   * Compares a tensor's gradients; x' stands for dL/dx.
   *
   * @param largest its largest gradient, by autograd
   * @param byHand the largest difference between the gradient by hand and autograd's
   * @param formula the same of the one formula, or null if it does not give this gradient
   */
  public record Row(String tensor, String gradient, double largest, double byHand, Double formula) {

    /** Returns whether both are right, which NaN is not. A gradient may be 0, but for rounding. */
    public boolean passes() {
      double bound = 1e-12 * Math.max(largest, 0.001);
      return byHand <= bound && (formula == null || formula <= bound);
    }
  }

  /** Zeros that are added to the tensors: autograd gives them the tensors' gradients. */
  private final Map<String, NDArray> zeros = new HashMap<>();

  private final List<Row> rows = new ArrayList<>();
  private final GradientCollector autograd;
  private final NDManager manager;

  SmallSteps(GradientCollector autograd, NDManager manager) {
    this.autograd = autograd;
    this.manager = manager;
  }

  /** Goes through the loss and the first batch normalisation, for a batch of a preset. */
  public static List<Row> of(Preset preset, long seed) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector autograd = Engine.getInstance().newGradientCollector()) {
      Settings settings = preset.settings();
      Network network = Layers.PLAIN.network(settings, CHARACTERS);
      Shape shape = new Shape(settings.batchSize(), settings.blockSize());
      PlacedLayer placed =
          PlacedLayer.draw(network, shape, CHARACTERS, seed, manager).inDoublePrecision();
      // Any characters will do.
      NDArray targets = placed.input().get(":, 0");
      NDArray logits = network.forward(placed.input(), true);
      CrossEntropy crossEntropy = new CrossEntropy();
      crossEntropy.forward(logits, targets);
      NDArray formula = crossEntropy.backward();
      network.backward(formula);

      SmallSteps steps = new SmallSteps(autograd, manager);
      steps.loss(logits, targets, formula);
      List<Layer> layers = network.layers();
      int first = Iterables.indexOf(layers, BatchNorm1d.class::isInstance);
      if (first >= 0) {
        steps.batchNorm(layers.get(first), layers.get(first - 1), settings.epsilon());
      }
      return steps.rows;
    }
  }

  /** Goes through the loss of logits (n, classes). */
  List<Row> loss(NDArray given, NDArray targets, NDArray formula) {
    long n = given.getShape().get(0);
    int classes = (int) given.getShape().get(1);
    NDArray oneHot = targets.oneHot(classes, DataType.FLOAT64);

    NDArray logits = step("logits", given);
    NDArray maxes = step("maxes = max(logits)", logits.max(CLASSES, true));
    NDArray norm = step("norm = logits - maxes", logits.sub(maxes));
    NDArray counts = step("counts = exp(norm)", norm.exp());
    NDArray sums = step("sums = sum(counts)", counts.sum(CLASSES, true));
    NDArray inv = step("inv = 1 / sums", sums.pow(number(-1)));
    NDArray probs = step("probs = counts inv", counts.mul(inv));
    NDArray logprobs = step("logprobs = log(probs)", probs.log());
    autograd.backward(logprobs.mul(oneHot).sum().div(number(-n)));

    NDArray dLogprobs = byHand("logprobs' = -onehot / n", oneHot.div(-n));
    NDArray dProbs = byHand("probs' = logprobs' / probs", dLogprobs.div(probs));
    NDArray dInv = byHand("inv' = sum(probs' counts)", dProbs.mul(counts).sum(CLASSES, true));
    NDArray dSums = byHand("sums' = -inv^2 inv'", inv.square().neg().mul(dInv));
    NDArray dCounts = byHand("counts' = probs' inv + sums'", dProbs.mul(inv).add(dSums));
    NDArray dNorm = byHand("norm' = counts' counts", dCounts.mul(counts));
    NDArray dMaxes = byHand("maxes' = -sum(norm')", dNorm.sum(CLASSES, true).neg());
    NDArray isMax = logits.argMax(1).oneHot(classes, DataType.FLOAT64);
    byHand("logits' = norm' + ismax maxes'", dNorm.add(isMax.mul(dMaxes)), formula);
    return rows;
  }

  /** Goes through a batch normalisation of x, the rows of the output of the layer before. */
  private void batchNorm(Layer layer, Layer before, double epsilon) {
    NDArray given = before.output().reshape(-1, before.output().getShape().tail());
    NDArray dY = layer.outputGradient().reshape(given.getShape());
    NDArray[] formulas = layer.gradients().values().toArray(NDArray[]::new);
    long n = given.getShape().get(0);

    NDArray gamma = step("gamma", layer.value("gamma"));
    NDArray beta = step("beta", layer.value("beta"));
    NDArray x = step("x", given);
    NDArray mean = step("mean = sum(x) / n", x.sum(BATCH).div(number(n)));
    NDArray diff = step("diff = x - mean", x.sub(mean));
    NDArray diff2 = step("diff2 = diff^2", diff.square());
    NDArray var = step("var = sum(diff2) / (n - 1)", diff2.sum(BATCH).div(number(n - 1)));
    NDArray inv = step("varinv = (var + eps)^-1/2", var.add(epsilon).pow(number(-0.5)));
    NDArray xhat = step("xhat = diff varinv", diff.mul(inv));
    autograd.backward(xhat.mul(gamma).add(beta).mul(dY).sum());

    byHand("beta' = sum(y')", dY.sum(BATCH), formulas[1]);
    byHand("gamma' = sum(y' xhat)", dY.mul(xhat).sum(BATCH), formulas[0]);
    NDArray dXhat = byHand("xhat' = y' gamma", dY.mul(gamma));
    NDArray dInv = byHand("varinv' = sum(xhat' diff)", dXhat.mul(diff).sum(BATCH));
    NDArray dVar = byHand("var' = -varinv^3 varinv' / 2", inv.pow(3).mul(dInv).div(-2));
    NDArray dDiff2 = byHand("diff2' = var' / (n - 1)", diff.onesLike().mul(dVar).div(n - 1));
    NDArray ways = dXhat.mul(inv).add(diff.mul(dDiff2).mul(2));
    NDArray dDiff = byHand("diff' = xhat' varinv + 2 diff diff2'", ways);
    NDArray dMean = byHand("mean' = -sum(diff')", dDiff.sum(BATCH).neg());
    NDArray dX = dDiff.add(dMean.div(n));
    byHand("x' = diff' + mean' / n", dX, before.outputGradient().reshape(given.getShape()));
  }

  /**
   * As an array, since DJL frees the memory of a number before autograd's backward pass reads it.
   */
  private NDArray number(double value) {
    return manager.create(value);
  }

  private NDArray step(String tensor, NDArray value) {
    NDArray zero = value.zerosLike();
    zero.setRequiresGradient(true);
    zero.setName(tensor);
    zeros.put(tensor.split(" ")[0], zero);
    return value.add(zero);
  }

  private NDArray byHand(String gradient, NDArray value, NDArray... formula) {
    NDArray zero = zeros.get(gradient.split("'")[0]);
    NDArray right = zero.getGradient();
    Double difference = formula.length == 0 ? null : largest(formula[0].sub(right));
    double byHand = largest(value.sub(right));
    rows.add(new Row(zero.getName(), gradient, largest(right), byHand, difference));
    return value;
  }

  private static double largest(NDArray array) {
    return array.abs().max().getDouble();
  }
}
