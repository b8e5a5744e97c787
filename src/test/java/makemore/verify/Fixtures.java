package makemore.verify;

import ai.djl.ndarray.NDManager;
import java.net.URISyntaxException;
import java.nio.file.Path;
import makemore.nn.CrossEntropy;
import makemore.nn.Network;
import makemore.nn.fused.FusedEmbedding;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;

/** The state files among the test resources, and the data that they were made with. */
final class Fixtures {

  static final Path DATA = Path.of("data", "names.txt");
  private static final WordFile WORDS = WordFile.read(DATA);
  static final Vocabulary VOCABULARY = Vocabulary.of(WORDS.words());

  private Fixtures() {}

  static Path file(String preset) {
    try {
      return Path.of(Fixtures.class.getResource(preset + ".npz").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static Network network(StateFile state) {
    return network(state, Layers.FUSED);
  }

  static Network network(StateFile state, Layers layers) {
    return layers.network(state.header().settings(), 27);
  }

  static Comparison comparison(StateFile state, Network network, NDManager manager) {
    int blockSize = state.header().settings().blockSize();
    Split split = Split.of(WORDS.words(), VOCABULARY, blockSize);
    boolean fused = network.embedding() instanceof FusedEmbedding;
    CrossEntropy loss = (fused ? Layers.FUSED : Layers.PLAIN).crossEntropy();
    return new Comparison(state, network, loss, split, VOCABULARY, manager);
  }
}
