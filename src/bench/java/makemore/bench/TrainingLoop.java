package makemore.bench;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;

/** A training run that goes on from call to call. */
interface TrainingLoop extends AutoCloseable {

  /** Makes training steps, and returns the loss of each before its update, in nats. */
  double[] losses(int steps);

  @Override
  void close();

  /**
   * Starts a run on the project's names: the same parameters and batches, whoever trains.
   *
   * @throws IllegalArgumentException if the contender is not in Java
   */
  static TrainingLoop start(Contender contender, Case of) {
    var words = WordFile.read(Path.of("data", "names.txt")).words();
    var vocabulary = Vocabulary.of(words);
    var split = Split.of(words, vocabulary, of.preset().architecture().blockSize());
    var manager = NDManager.newBaseManager();
    return switch (contender) {
      case TRAIN -> new ProjectLoop(of.configuration(), split, vocabulary.size(), manager);
      case AUTOGRAD -> new AutogradLoop(of.configuration(), split, vocabulary.size(), manager);
      case TRAINER -> new TrainerLoop(of.configuration(), split, vocabulary.size(), manager);
      case EAGER, COMPILED -> throw new IllegalArgumentException(contender + " is not in Java");
    };
  }
}
