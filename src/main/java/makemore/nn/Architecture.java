package makemore.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * What a network is made of, and how its parameters start: an {@link Embedding}, then {@code
 * hiddenLayers} times {@link Linear}, {@link BatchNorm1d} where there is one, and {@link Tanh},
 * then a {@link Linear} and perhaps a {@link BatchNorm1d} that give the logits.
 *
 * @param blockSize the number of characters in a context
 * @param embeddingSize the number of features of a character
 * @param hiddenSize the number of neurons in a hidden layer
 * @param hiddenLayers the number of hidden layers
 * @param batchNorm where there are batch normalisations, and of what kind
 * @param initialization how the parameters start
 */
public record Architecture(
    int blockSize,
    int embeddingSize,
    int hiddenSize,
    int hiddenLayers,
    BatchNorm batchNorm,
    Initialization initialization) {

  /** Which Linear layers a batch normalisation follows. */
  public enum Placement {
    /** None of them. */
    NOWHERE,
    /** Those of the hidden layers. */
    HIDDEN,
    /** All of them, the last too. */
    EVERYWHERE
  }

  /**
   * Where there are batch normalisations, and of what kind. A Linear that is followed by one has no
   * bias.
   *
   * @param placement which layers they follow
   * @param epsilon is added to the variance
   * @param momentum the weight of the newest batch in the running statistics
   * @param runningStatistic what is kept of the spread of a batch
   */
  public record BatchNorm(
      Placement placement,
      double epsilon,
      double momentum,
      BatchNorm1d.RunningStatistic runningStatistic) {

    /** As in PyTorch: epsilon 1e-5, momentum 0.1, after every Linear. */
    public static final BatchNorm EVERYWHERE =
        new BatchNorm(Placement.EVERYWHERE, 1e-5, 0.1, BatchNorm1d.RunningStatistic.VARIANCE);

    /** No batch normalisation. */
    public static final BatchNorm NOWHERE =
        new BatchNorm(Placement.NOWHERE, 1e-5, 0.1, BatchNorm1d.RunningStatistic.VARIANCE);

    BatchNorm1d layer(long features) {
      return new BatchNorm1d(features, epsilon, momentum, runningStatistic);
    }
  }

  /**
   * How the parameters start. The embedding's values are always N(0, 1).
   *
   * @param hiddenWeight the weights of the hidden layers
   * @param outputWeight the weights of the last Linear
   * @param bias the biases, where there are any
   * @param outputGamma the gamma of a batch normalisation after the last Linear; a small one keeps
   *     a network that knows nothing yet from being sure of itself
   */
  public record Initialization(
      WeightScale hiddenWeight, WeightScale outputWeight, InitialBias bias, double outputGamma) {

    /** Every weight and bias N(0, 1) as drawn, every gamma 1. */
    public static final Initialization PLAIN =
        new Initialization(WeightScale.PLAIN, WeightScale.PLAIN, InitialBias.NORMAL, 1);

    private static final double SMALL = 0.1;

    /**
     * Every weight N(0, 1) / sqrt(fan in), every bias 0. A hidden layer that no batch normalisation
     * follows has the gain of a tanh, 5/3. The logits are made small: the last gamma is 0.1, or
     * else the last weights are times 0.1.
     *
     * @param placement where there are batch normalisations
     * @return the start
     */
    public static Initialization scaled(Placement placement) {
      double hiddenGain = placement == Placement.NOWHERE ? WeightScale.TANH_GAIN : 1;
      Initialization large =
          new Initialization(
              WeightScale.FAN_IN.withGain(hiddenGain), WeightScale.FAN_IN, InitialBias.ZERO, 1);
      return large.withLastLayerGain(placement, SMALL);
    }

    /**
     * Whether the hidden layers' weights depend on the number of inputs.
     *
     * @return false for weights as drawn
     */
    public boolean isScaled() {
      return hiddenWeight.byFanIn();
    }

    /**
     * The same with another gain of the hidden layers' weights.
     *
     * @param gain the new gain
     * @return the new start
     */
    public Initialization withGain(double gain) {
      return new Initialization(hiddenWeight.withGain(gain), outputWeight, bias, outputGamma);
    }

    /**
     * The same with another size of the logits.
     *
     * @param placement where there are batch normalisations
     * @param gain the gamma of a batch normalisation after the last Linear; where there is none,
     *     the gain of the last Linear's weights
     * @return the new start
     */
    public Initialization withLastLayerGain(Placement placement, double gain) {
      return placement == Placement.EVERYWHERE
          ? new Initialization(hiddenWeight, outputWeight, bias, gain)
          : new Initialization(hiddenWeight, outputWeight.withGain(gain), bias, outputGamma);
    }
  }

  /**
   * The same sizes with or without batch normalisations, started plainly or scaled. What is as
   * asked already stays as it is, in every detail.
   *
   * @param withBatchNorm whether there are to be batch normalisations; new ones are everywhere
   * @param scaled whether the weights are to depend on the number of inputs
   * @return the architecture
   */
  public Architecture with(boolean withBatchNorm, boolean scaled) {
    if (withBatchNorm == hasBatchNorm() && scaled == initialization.isScaled()) {
      return this;
    }
    BatchNorm toggled = withBatchNorm ? BatchNorm.EVERYWHERE : BatchNorm.NOWHERE;
    BatchNorm norm = withBatchNorm == hasBatchNorm() ? batchNorm : toggled;
    return new Architecture(
        blockSize,
        embeddingSize,
        hiddenSize,
        hiddenLayers,
        norm,
        scaled ? Initialization.scaled(norm.placement) : Initialization.PLAIN);
  }

  /**
   * Whether there are batch normalisations.
   *
   * @return true if at least one Linear is followed by one
   */
  public boolean hasBatchNorm() {
    return batchNorm.placement != Placement.NOWHERE;
  }

  /**
   * Builds the network, whose parameters have no values yet.
   *
   * @param vocabularySize the number of characters
   * @return the network
   */
  public Network network(int vocabularySize) {
    List<Layer> layers = new ArrayList<>();
    long features = (long) blockSize * embeddingSize;
    boolean hiddenNorm = hasBatchNorm();
    for (int i = 0; i < hiddenLayers; i++) {
      layers.add(linear(features, hiddenSize, !hiddenNorm, initialization.hiddenWeight));
      if (hiddenNorm) {
        layers.add(batchNorm.layer(hiddenSize));
      }
      layers.add(new Tanh());
      features = hiddenSize;
    }
    boolean outputNorm = batchNorm.placement == Placement.EVERYWHERE;
    layers.add(linear(features, vocabularySize, !outputNorm, initialization.outputWeight));
    if (outputNorm) {
      BatchNorm1d last = batchNorm.layer(vocabularySize);
      last.setInitializer(
          (manager, shape, type) -> manager.ones(shape, type).muli(initialization.outputGamma),
          "gamma");
      layers.add(last);
    }
    return new Network(new Embedding(vocabularySize, embeddingSize), layers);
  }

  private Linear linear(long in, long out, boolean withBias, WeightScale weight) {
    Linear linear = new Linear(in, out, withBias);
    linear.setInitializer(weight, "weight");
    if (withBias) {
      linear.setInitializer(initialization.bias, "bias");
    }
    return linear;
  }

  /**
   * The number of trained parameters, without building the network.
   *
   * @param vocabularySize the number of characters
   * @return the number; a double, since it may be beyond any whole number's range
   */
  public double parameterCount(int vocabularySize) {
    double hidden = hiddenSize;
    double perHidden = hasBatchNorm() ? 2 : 1;
    double perOutput = batchNorm.placement == Placement.EVERYWHERE ? 2 : 1;
    return (double) vocabularySize * embeddingSize
        + (double) blockSize * embeddingSize * hidden
        + (hiddenLayers - 1) * hidden * hidden
        + hiddenLayers * hidden * perHidden
        + hidden * vocabularySize
        + vocabularySize * perOutput;
  }
}
