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
      WeightScale hiddenWeight, WeightScale outputWeight, InitialBias bias, double outputGamma) {}

  /**
   * Builds the network, whose parameters have no values yet.
   *
   * @param vocabularySize the number of characters
   * @return the network
   */
  public Network network(int vocabularySize) {
    List<Layer> layers = new ArrayList<>();
    long features = (long) blockSize * embeddingSize;
    boolean hiddenNorm = batchNorm.placement != Placement.NOWHERE;
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
    double perHidden = batchNorm.placement == Placement.NOWHERE ? 1 : 2;
    double perOutput = batchNorm.placement == Placement.EVERYWHERE ? 2 : 1;
    return (double) vocabularySize * embeddingSize
        + (double) blockSize * embeddingSize * hidden
        + (hiddenLayers - 1) * hidden * hidden
        + hiddenLayers * hidden * perHidden
        + hidden * vocabularySize
        + vocabularySize * perOutput;
  }
}
