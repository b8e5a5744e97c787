package makemore.train;

import java.util.ArrayList;
import java.util.List;
import makemore.nn.BatchNorm1d;
import makemore.nn.CrossEntropy;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.InitialValues;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.nn.fused.FusedBatchNorm1d;
import makemore.nn.fused.FusedCrossEntropy;
import makemore.nn.fused.FusedEmbedding;
import makemore.nn.fused.FusedLinear;
import makemore.nn.fused.FusedTanh;
import makemore.train.Settings.BatchNorm;
import makemore.train.Settings.Init;

/** Which layers a network is built of: the lesson's, or the faster ones with the same formulas. */
public enum Layers {
  /** Those of {@link makemore.nn}. */
  PLAIN,
  /** Those of {@link makemore.nn.fused}. */
  FUSED;

  /**
   * Builds a network without values: an embedding; for each hidden layer a FlattenConsecutive until
   * all is joined, a Linear, perhaps a batch norm, and a Tanh; a Linear and perhaps a batch norm.
   */
  public Network network(Settings settings, int vocabularySize) {
    List<Layer> layers = new ArrayList<>();
    long time = settings.blockSize();
    long features = settings.embeddingSize();
    for (int i = 0; i < settings.hiddenLayers(); i++) {
      if (i == 0 || time > 1) {
        long n = settings.groupSize() == null ? time : settings.groupSize();
        layers.add(new FlattenConsecutive(n));
        time /= n;
        features *= n;
      }
      InitialValues weight =
          settings.init() == Init.FIRST_PART
              ? new InitialValues(settings.gain(), true, 1)
              : new InitialValues(1, settings.init() == Init.SCALED, settings.gain());
      boolean norm = settings.hasBatchNorm();
      layers.add(
          linear(
              features, settings.hiddenSize(), !norm, weight, bias(settings, settings.biasGain())));
      features = settings.hiddenSize();
      if (norm) {
        layers.add(batchNorm(time, features, settings));
      }
      layers.add(tanh());
    }
    boolean lastNorm = settings.batchNorm() == BatchNorm.ALL;
    boolean scaled = settings.init() == Init.SCALED;
    InitialValues last = new InitialValues(1, scaled, lastNorm ? 1 : settings.lastLayerGain());
    layers.add(
        linear(features, vocabularySize, !lastNorm, last, bias(settings, settings.lastBiasGain())));
    if (lastNorm) {
      Layer norm = batchNorm(1, vocabularySize, settings);
      norm.setInitializer(
          (manager, shape, type) -> manager.ones(shape, type).muli(settings.lastLayerGain()),
          "gamma");
      layers.add(norm);
    }
    Embedding embedding = embedding(vocabularySize, settings.embeddingSize());
    return new Network(embedding, layers.toArray(Layer[]::new));
  }

  /** The loss that belongs to the network. */
  public CrossEntropy crossEntropy() {
    return this == FUSED ? new FusedCrossEntropy() : new CrossEntropy();
  }

  public Embedding embedding(long numEmbeddings, long embeddingDim) {
    return this == FUSED
        ? new FusedEmbedding(numEmbeddings, embeddingDim)
        : new Embedding(numEmbeddings, embeddingDim);
  }

  public Linear linear(long inFeatures, long outFeatures, boolean withBias) {
    return this == FUSED
        ? new FusedLinear(inFeatures, outFeatures, withBias)
        : new Linear(inFeatures, outFeatures, withBias);
  }

  public BatchNorm1d batchNorm(long features, double epsilon, double momentum, boolean keepsStd) {
    return this == FUSED
        ? new FusedBatchNorm1d(features, epsilon, momentum, keepsStd)
        : new BatchNorm1d(features, epsilon, momentum, keepsStd);
  }

  public Tanh tanh() {
    return this == FUSED ? new FusedTanh() : new Tanh();
  }

  private Linear linear(
      long in, long out, boolean withBias, InitialValues weight, InitialValues bias) {
    Linear linear = linear(in, out, withBias);
    linear.setInitializer(weight, "weight");
    if (withBias) {
      linear.setInitializer(bias, "bias");
    }
    return linear;
  }

  /** What is drawn afterwards depends on whether a bias is drawn, even if its gain is 0. */
  private static InitialValues bias(Settings settings, double gain) {
    return new InitialValues(settings.init() == Init.SCALED ? 0 : 1, false, gain);
  }

  private BatchNorm1d batchNorm(long time, long features, Settings s) {
    return s.batchNormPerTime()
        ? new BatchNormPerTime(time, features, s.epsilon(), s.momentum(), s.runningStd())
        : batchNorm(features, s.epsilon(), s.momentum(), s.runningStd());
  }
}
