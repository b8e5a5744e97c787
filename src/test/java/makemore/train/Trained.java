package makemore.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import makemore.nn.Network;
import makemore.text.Examples;
import makemore.text.Split;
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
   * Makes a network of fused layers with its first weights, drawn with seed 42.
   *
   * @param manager owns the parameters
   * @param preset which initial weights and batch norm
   * @param words what to learn from
   * @return the network, not yet trained
   */
  public static Trained notYet(NDManager manager, Preset preset, List<String> words) {
    return notYet(manager, preset, Layers.FUSED, words);
  }

  /** The same of layers of one's choice. */
  public static Trained notYet(
      NDManager manager, Preset preset, Layers layers, List<String> words) {
    Vocabulary vocabulary = Vocabulary.of(words);
    Integer groupSize = preset.settings().groupSize();
    int blockSize = groupSize == null ? BLOCK_SIZE : (int) Math.pow(groupSize, HIDDEN_LAYERS);
    Settings settings =
        preset
            .settings()
            .with(s -> s.blockSize(blockSize).hiddenSize(HIDDEN_SIZE).hiddenLayers(HIDDEN_LAYERS))
            .withLearningRateDecayAt(Integer.MAX_VALUE)
            .withSeed(42);
    Examples examples = Examples.of(words, vocabulary, blockSize);
    Split split = new Split(examples, examples, examples);
    Training loop = Training.start(settings, layers, split, vocabulary, manager);
    return new Trained(manager, loop.network(), vocabulary, examples, loop);
  }

  /**
   * Makes the first steps.
   *
   * @param steps how many
   * @param listeners are told of each
   * @return the same network
   */
  public Trained after(int steps, TrainingListener... listeners) {
    loop.run(0, steps, () -> false, List.of(listeners));
    return this;
  }
}
