package makemore.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import makemore.nn.Architecture;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Examples;
import makemore.text.Vocabulary;

/**
 * A small network of a preset's kind, and what it learns from.
 *
 * @param manager owns the parameters
 * @param network the network
 * @param vocabulary the characters
 * @param examples what it learns from
 * @param loop trains it, with a learning rate of 0.1
 */
public record Trained(
    NDManager manager, Network network, Vocabulary vocabulary, Examples examples, Training loop) {

  /** The number of characters in a context where all are joined at once. */
  public static final int BLOCK_SIZE = 3;

  private static final int HIDDEN_SIZE = 50;
  private static final int HIDDEN_LAYERS = 2;

  /**
   * Makes a network with its first weights, drawn with seed 42.
   *
   * @param manager owns the parameters
   * @param preset which initial weights and batch norm
   * @param words what to learn from
   * @return the network, not yet trained
   */
  public static Trained notYet(NDManager manager, Preset preset, List<String> words) {
    Vocabulary vocabulary = Vocabulary.of(words);
    Architecture own = preset.architecture();
    int blockSize = own.join() == null ? BLOCK_SIZE : (int) Math.pow(own.join(), HIDDEN_LAYERS);
    Examples examples = Examples.of(words, vocabulary, blockSize);
    Architecture architecture =
        own.withSizes(blockSize, own.join(), own.embeddingSize(), HIDDEN_SIZE, HIDDEN_LAYERS);
    TorchGenerator generator = TorchGenerator.manualSeed(42);
    Network network = architecture.network(vocabulary.size());
    network.initialize(manager, generator, new Shape(1, blockSize));
    Batches batches = new Batches(generator, examples, Configuration.BATCH_SIZE);
    Training loop = new Training(network, batches, new Schedule(0.1, Integer.MAX_VALUE));
    return new Trained(manager, network, vocabulary, examples, loop);
  }

  /**
   * Makes the first steps.
   *
   * @param steps how many
   * @param listeners are told of each
   * @return the same network
   */
  public Trained after(int steps, TrainingListener... listeners) {
    loop.run(manager, 0, steps, () -> false, List.of(listeners));
    return this;
  }
}
