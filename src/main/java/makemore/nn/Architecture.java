package makemore.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * What a network is made of, and how its parameters start: an {@link Embedding}, then {@code
 * hiddenLayers} times {@link FlattenConsecutive} until all is joined, {@link Linear}, {@link
 * BatchNorm1d} where there is one, and {@link Tanh}, then a {@link Linear} and perhaps a {@link
 * BatchNorm1d} that give the logits.
 *
 * @param blockSize the number of characters in a context
 * @param join how many neighbours are joined before a hidden layer; null if all of them at once
 * @param embeddingSize the number of features of a character
 * @param fused whether the layers are {@linkplain Layer#setFused fused}
 */
public record Architecture(
    int blockSize,
    Integer join,
    int embeddingSize,
    int hiddenSize,
    int hiddenLayers,
    BatchNormOptions batchNorm,
    Initialization initialization,
    boolean fused) {

  /** Which Linear layers a batch normalisation follows. */
  public enum Placement {
    NOWHERE,
    /** Those of the hidden layers. */
    HIDDEN,
    /** All of them, the last too. */
    EVERYWHERE
  }

  public Architecture withSizes(int block, Integer n, int embedding, int hidden, int layers) {
    return new Architecture(block, n, embedding, hidden, layers, batchNorm, initialization, fused);
  }

  public Architecture withGain(double gain) {
    return with(batchNorm, initialization.withGain(gain), fused);
  }

  /** The same with another gain of the last layer, as {@link Initialization} defines it. */
  public Architecture withLastLayerGain(double gain) {
    Initialization start = initialization.withLastLayerGain(batchNorm.placement(), gain);
    return with(batchNorm, start, fused);
  }

  public Architecture withBatchNormPerTime() {
    return with(batchNorm.perTime(), initialization, fused);
  }

  public Architecture withFused(boolean other) {
    return with(batchNorm, initialization, other);
  }

  private Architecture with(BatchNormOptions norm, Initialization start, boolean fusedLayers) {
    return new Architecture(
        blockSize, join, embeddingSize, hiddenSize, hiddenLayers, norm, start, fusedLayers);
  }

  /**
   * The same sizes with or without batch normalisations, new ones everywhere, started plainly or
   * scaled by the number of inputs. Settings that already match are kept unchanged.
   */
  public Architecture with(boolean withBatchNorm, boolean scaled) {
    if (withBatchNorm == hasBatchNorm() && scaled == initialization.isScaled()) {
      return this;
    }
    Placement placement = withBatchNorm ? Placement.EVERYWHERE : Placement.NOWHERE;
    BatchNormOptions norm =
        withBatchNorm == hasBatchNorm() ? batchNorm : BatchNormOptions.of(placement);
    Initialization start = scaled ? Initialization.scaled(norm.placement()) : Initialization.PLAIN;
    return with(norm, start, fused);
  }

  public boolean hasBatchNorm() {
    return batchNorm.placement() != Placement.NOWHERE;
  }

  /** Builds the network, whose parameters have no values yet. */
  public Network network(int vocabularySize) {
    List<Layer> layers = new ArrayList<>();
    long time = blockSize;
    long features = embeddingSize;
    boolean hiddenNorm = hasBatchNorm();
    for (int i = 0; i < hiddenLayers; i++) {
      if (i == 0 || time > 1) {
        long n = join == null ? time : join;
        layers.add(new FlattenConsecutive(n));
        time /= n;
        features *= n;
      }
      layers.add(linear(features, hiddenSize, !hiddenNorm, initialization.hiddenWeight()));
      if (hiddenNorm) {
        layers.add(batchNorm.layer(hiddenSize));
      }
      layers.add(new Tanh());
      features = hiddenSize;
    }
    boolean outputNorm = batchNorm.placement() == Placement.EVERYWHERE;
    layers.add(linear(features, vocabularySize, !outputNorm, initialization.outputWeight()));
    if (outputNorm) {
      BatchNorm1d last = batchNorm.layer(vocabularySize);
      last.setInitializer(
          (manager, shape, type) -> manager.ones(shape, type).muli(initialization.outputGamma()),
          "gamma");
      layers.add(last);
    }
    Embedding embedding = new Embedding(vocabularySize, embeddingSize);
    Network network = new Network(embedding, layers.toArray(Layer[]::new));
    network.setFused(fused);
    return network;
  }

  private Linear linear(long in, long out, boolean withBias, InitialValues weight) {
    Linear linear = new Linear(in, out, withBias);
    linear.setInitializer(weight, "weight");
    if (withBias) {
      linear.setInitializer(initialization.bias(), "bias");
    }
    return linear;
  }
}
