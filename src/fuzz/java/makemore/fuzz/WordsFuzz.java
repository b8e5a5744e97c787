package makemore.fuzz;

import java.nio.file.Path;
import java.util.List;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;

/** Any bytes as a file of names. */
public final class WordsFuzz {

  private static final FuzzedFolder FOLDER = FuzzedFolder.create();

  private WordsFuzz() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Path file = FOLDER.write("words.txt", bytes);
    FuzzedFolder.readOrRefuse(
        () -> {
          List<String> words = WordFile.read(file).words();
          Vocabulary vocabulary = Vocabulary.of(words);
          Split.of(words, Vocabulary.parse(vocabulary.toString()), 3);
        });
  }
}
