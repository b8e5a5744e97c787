package makemore.verify;

import ai.djl.ndarray.NDManager;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import makemore.nn.Network;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;

/**
 * The state files among the test resources, and what is compared with them. Those in {@code few}
 * are small: 300 names, 101 steps, and narrow layers.
 */
final class Fixtures {

  static final Path DATA = Path.of("data", "names.txt");
  static final List<String> FEW_NAMES = WordFile.read(file("few/names.txt")).words();

  private Fixtures() {}

  static Path file(String name) {
    try {
      return Path.of(Fixtures.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static StateFile state(String name, NDManager manager) {
    return StateFile.read(file(name + ".npz"), manager);
  }

  static Comparison comparison(StateFile state, Layers layers, NDManager manager) {
    List<String> words = WordFile.read(Path.of(state.header().data().path())).words();
    Vocabulary vocabulary = Vocabulary.of(words);
    Network network = layers.network(state.header().settings(), vocabulary.size());
    Split split = Split.of(words, vocabulary, state.header().settings().blockSize());
    return new Comparison(state, network, layers.crossEntropy(), split, vocabulary, manager);
  }

  /** What is drawn, and a run in each precision. */
  static List<ComparedTensor> rows(Comparison comparison) {
    Trace exact = comparison.trace(Precision.DOUBLE, List.of());
    return rows(comparison, exact, comparison.trace(Precision.SINGLE, List.of()));
  }

  static List<ComparedTensor> rows(Comparison comparison, Trace exact, Trace single) {
    List<ComparedTensor> rows = new ArrayList<>(comparison.draws());
    rows.addAll(new RunComparison(comparison.state(), exact, exact).rows());
    rows.addAll(new RunComparison(comparison.state(), single, exact).rows());
    return rows;
  }

  static List<ComparedTensor> wrong(List<ComparedTensor> rows) {
    return rows.stream().filter(row -> !row.agrees()).toList();
  }
}
