package makemore.bench;

import java.nio.file.Path;
import java.util.List;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Preset;

/** The project's names, in examples for a preset. */
record Data(Vocabulary vocabulary, Split split) {

  static Data of(Preset preset) {
    List<String> words = WordFile.read(Path.of("data", "names.txt")).words();
    Vocabulary vocabulary = Vocabulary.of(words);
    return new Data(vocabulary, Split.of(words, vocabulary, preset.settings().blockSize()));
  }
}
