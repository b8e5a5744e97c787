package makemore.bench;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.util.Iterator;
import java.util.stream.IntStream;
import makemore.nn.Network;
import makemore.train.Settings;

/**
 * The same network of DJL's own blocks, with the same initial parameters.
 *
 * <p>DJL's batch normalisation divides by n and not by n - 1. Its gamma starts sqrt((n - 1) / n)
 * times as large, and its epsilon is (n - 1) / n times as large, so that the first loss is the
 * same; later ones are nearly so, as gamma's steps are n / (n - 1) times as long.
 */
final class StockBlocks {

  private final Settings settings;
  private final Iterator<NDArray> drawn;
  private final SequentialBlock block = new SequentialBlock();

  /** Prepares blocks that start as a network whose parameters are drawn. */
  StockBlocks(Settings settings, Network start) {
    this.settings = settings;
    drawn = start.parameters().stream().map(Parameter::getArray).iterator();
  }

  /** From contexts (batch, blockSize) to logits; in between the rows are batch x time. */
  Block block(int vocabularySize) {
    addEmbedding(vocabularySize);
    int time = settings.blockSize();
    int features = settings.embeddingSize();
    for (int i = 0; i < settings.hiddenLayers(); i++) {
      if (i == 0 || time > 1) {
        int n = settings.groupSize() == null ? time : settings.groupSize();
        int joined = n * features;
        block.add(x -> new NDList(x.singletonOrThrow().reshape(-1, joined)));
        time /= n;
      }
      features = settings.hiddenSize();
      addLinear(features, settings.hasBatchNorm(), settings.batchSize() * time);
      block.add(Activation.tanhBlock());
    }
    boolean lastNorm = settings.batchNorm() == Settings.BatchNorm.ALL;
    addLinear(vocabularySize, lastNorm, settings.batchSize());
    return block;
  }

  private void addEmbedding(int vocabularySize) {
    var words = IntStream.range(0, vocabularySize).mapToObj(String::valueOf).toList();
    TrainableWordEmbedding embedding =
        TrainableWordEmbedding.builder()
            .setVocabulary(new DefaultVocabulary(words))
            .setEmbeddingSize(settings.embeddingSize())
            .optNumEmbeddings(vocabularySize)
            .optUseDefault(false)
            .build();
    set(embedding.getParameters().valueAt(0), drawn.next());
    block.add(embedding);
  }

  private void addLinear(int units, boolean withNorm, int rows) {
    Linear linear = Linear.builder().setUnits(units).optBias(!withNorm).build();
    set(linear.getParameters().get("weight"), drawn.next().transpose());
    block.add(linear);
    if (!withNorm) {
      set(linear.getParameters().get("bias"), drawn.next());
      return;
    }
    double share = (rows - 1.0) / rows;
    BatchNorm norm =
        BatchNorm.builder()
            .optEpsilon((float) (settings.epsilon() * share))
            .optMomentum((float) (1 - settings.momentum()))
            .build();
    set(norm.getParameters().get("gamma"), drawn.next().mul(Math.sqrt(share)));
    set(norm.getParameters().get("beta"), drawn.next());
    block.add(norm);
  }

  private static void set(Parameter parameter, NDArray values) {
    float[] numbers = values.toFloatArray();
    parameter.setInitializer((manager, shape, type) -> manager.create(numbers, shape));
  }
}
