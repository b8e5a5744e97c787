package makemore.verify;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import makemore.nn.BatchNorm1d;
import makemore.nn.CrossEntropy;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.train.Configuration;
import makemore.train.Preset;

/**
 * The backward pass through every small step of the loss and of a batch normalisation, in double
 * precision, as the series' fourth part does it: by hand, by the formula that {@link CrossEntropy}
 * or {@link BatchNorm1d} makes of it all, and by autograd.
 */
public final class SmallSteps {

  private static final int CHARACTERS = 27;
  private static final int[] BATCH = {0};
  private static final int[] CLASSES = {1};

  /**
   * A tensor and its gradient; x' stands for dL/dx.
   *
   * @param largest its largest gradient, by autograd
   * @param byHand the largest difference of the gradient by hand from autograd's
   * @param fused that of the one formula; null where it passes over the tensor
   * @param scale what differences are measured against
   */
  public record Row(
      String value, String gradient, double largest, double byHand, Double fused, double scale) {

    /** Whether both are within 1e-12; not if one is NaN. */
    public boolean passes() {
      return byHand <= 1e-12 * scale && (fused == null || fused <= 1e-12 * scale);
    }
  }

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, NDArray> zeros = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final double scale;

  /** A tensor whose gradient is but rounding is measured against a hundredth of the input's. */
  private SmallSteps(NDArray inputGradient) {
    scale = 0.01 * largest(inputGradient);
  }

  /** The rows of the loss, then of the first batch normalisation, for a batch of a preset. */
  public static List<Row> of(Preset preset, long seed) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      TorchGenerator generator = TorchGenerator.manualSeed(seed);
      Network network = preset.architecture().network(CHARACTERS);
      int blockSize = preset.architecture().blockSize();
      network.initialize(manager, generator, new Shape(1, blockSize));
      for (Parameter parameter : network.getParameters().values()) {
        NDArray drawn = parameter.getArray().toType(DataType.FLOAT64, true);
        // The ones and zeros of gammas and betas would hide errors.
        boolean vector = drawn.getShape().dimension() == 1 && parameter.requiresGradient();
        NDArray more = generator.randn(manager, drawn.getShape()).toType(DataType.FLOAT64, false);
        Layer.setValue(parameter, vector ? drawn.addi(more) : drawn);
      }
      int n = Configuration.BATCH_SIZE;
      long[] characters = generator.randint(CHARACTERS, n * blockSize);
      NDArray targets = manager.create(generator.randint(CHARACTERS, n));
      NDArray contexts = manager.create(characters, new Shape(n, blockSize));
      NDArray logits = network.forward(contexts, true);
      CrossEntropy crossEntropy = new CrossEntropy();
      crossEntropy.forward(logits, targets);
      network.backward(crossEntropy.backward());

      List<Row> rows = ofLoss(logits, targets, crossEntropy.backward(), collector);
      List<Layer> layers = network.layers();
      for (int i = 0; i < layers.size(); i++) {
        if (layers.get(i) instanceof BatchNorm1d norm) {
          double epsilon = preset.architecture().batchNorm().epsilon();
          rows.addAll(ofBatchNorm(norm, layers.get(i - 1), epsilon, collector));
          break;
        }
      }
      return rows;
    }
  }

  /** The steps of the loss of logits (n, classes). */
  static List<Row> ofLoss(
      NDArray given, NDArray targets, NDArray fused, GradientCollector collector) {
    SmallSteps of = new SmallSteps(fused);
    long n = given.getShape().get(0);
    int classes = (int) given.getShape().get(1);
    NDArray oneHot = targets.oneHot(classes, DataType.FLOAT64);

    NDArray logits = of.step("logits", given);
    NDArray maxes = of.step("maxes = max(logits)", logits.max(CLASSES, true));
    NDArray norm = of.step("norm = logits - maxes", logits.sub(maxes));
    NDArray counts = of.step("counts = exp(norm)", norm.exp());
    NDArray sums = of.step("sums = sum(counts)", counts.sum(CLASSES, true));
    NDArray inv = of.step("inv = 1 / sums", sums.pow(-1));
    NDArray probs = of.step("probs = counts inv", counts.mul(inv));
    NDArray logprobs = of.step("logprobs = log(probs)", probs.log());
    collector.backward(logprobs.mul(oneHot).sum().div(-n));

    NDArray dLogprobs = of.byHand("logprobs' = -onehot / n", oneHot.div(-n));
    NDArray dProbs = of.byHand("probs' = logprobs' / probs", dLogprobs.div(probs));
    NDArray dInv = of.byHand("inv' = sum(probs' counts)", dProbs.mul(counts).sum(CLASSES, true));
    NDArray dSums = of.byHand("sums' = -inv^2 inv'", inv.square().neg().mul(dInv));
    NDArray dCounts = of.byHand("counts' = probs' inv + sums'", dProbs.mul(inv).add(dSums));
    NDArray dNorm = of.byHand("norm' = counts' counts", dCounts.mul(counts));
    NDArray dMaxes = of.byHand("maxes' = -sum(norm')", dNorm.sum(CLASSES, true).neg());
    NDArray isMax = logits.argMax(1).oneHot(classes, DataType.FLOAT64);
    of.byHand("logits' = norm' + ismax maxes'", dNorm.add(isMax.mul(dMaxes)), fused);
    return of.rows;
  }

  /** The steps of a batch normalisation of x (n, features), the output of the layer before. */
  private static List<Row> ofBatchNorm(
      BatchNorm1d norm, Layer before, double epsilon, GradientCollector collector) {
    NDArray given = before.output().reshape(-1, before.output().getShape().tail());
    NDArray dy = norm.outputGradient().reshape(given.getShape());
    NDArray fused = before.outputGradient().reshape(given.getShape());
    NDArray[] fusedOfParameters = norm.gradients().values().toArray(NDArray[]::new);
    SmallSteps of = new SmallSteps(fused);
    long n = given.getShape().get(0);

    NDArray gamma = of.step("gamma", norm.value("gamma"));
    NDArray beta = of.step("beta", norm.value("beta"));
    NDArray x = of.step("x", given);
    NDArray mean = of.step("mean = sum(x) / n", x.sum(BATCH).div(n));
    NDArray diff = of.step("diff = x - mean", x.sub(mean));
    NDArray diff2 = of.step("diff2 = diff^2", diff.square());
    NDArray var = of.step("var = sum(diff2) / (n - 1)", diff2.sum(BATCH).div(n - 1));
    NDArray inv = of.step("varinv = (var + eps)^-1/2", var.add(epsilon).pow(-0.5));
    NDArray xhat = of.step("xhat = diff varinv", diff.mul(inv));
    NDArray y = of.step("y = gamma xhat + beta", xhat.mul(gamma).add(beta));
    collector.backward(y.mul(dy).sum());

    of.byHand("y' = the next layer's", dy);
    of.byHand("beta' = sum(y')", dy.sum(BATCH), fusedOfParameters[1]);
    of.byHand("gamma' = sum(y' xhat)", dy.mul(xhat).sum(BATCH), fusedOfParameters[0]);
    NDArray dXhat = of.byHand("xhat' = y' gamma", dy.mul(gamma));
    NDArray dInv = of.byHand("varinv' = sum(xhat' diff)", dXhat.mul(diff).sum(BATCH));
    NDArray dVar = of.byHand("var' = -varinv^3 varinv' / 2", inv.pow(3).mul(dInv).div(-2));
    NDArray dDiff2 = of.byHand("diff2' = var' / (n - 1)", diff.onesLike().mul(dVar).div(n - 1));
    NDArray dDiff =
        of.byHand(
            "diff' = xhat' varinv + 2 diff diff2'", dXhat.mul(inv).add(diff.mul(dDiff2).mul(2)));
    NDArray dMean = of.byHand("mean' = -sum(diff')", dDiff.sum(BATCH).neg());
    of.byHand("x' = diff' + mean' / n", dDiff.add(dMean.div(n)), fused);
    return of.rows;
  }

  /** Adds a zero whose gradient is the tensor's. */
  private NDArray step(String value, NDArray array) {
    NDArray zero = array.zerosLike();
    zero.setRequiresGradient(true);
    String tensor = value.split(" ")[0];
    values.put(tensor, value);
    zeros.put(tensor, zero);
    return array.add(zero);
  }

  private NDArray byHand(String formula, NDArray gradient) {
    return byHand(formula, gradient, null);
  }

  private NDArray byHand(String formula, NDArray gradient, NDArray fused) {
    String tensor = formula.split("'")[0];
    NDArray autograd = zeros.get(tensor).getGradient();
    double largest = largest(autograd);
    rows.add(
        new Row(
            values.get(tensor),
            formula,
            largest,
            largest(gradient.sub(autograd)),
            fused == null ? null : largest(fused.sub(autograd)),
            Math.max(largest, scale)));
    return gradient;
  }

  private static double largest(NDArray array) {
    return array.abs().max().getDouble();
  }
}
