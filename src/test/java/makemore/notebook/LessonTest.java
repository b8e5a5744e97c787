package makemore.notebook;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import makemore.notebook.Notebook.Cell;
import makemore.notebook.Notebook.Output;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Training;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notebook prints and shows what it keeps, in a process of its own, started in its folder. */
class LessonTest {

  private static final Path FILE = Notebook.FOLDER.resolve("lesson.ipynb");
  private static final Pattern LOSS = Pattern.compile("(?m)^ *(\\d+): (\\d\\.\\d+)$");

  private static Notebook notebook;
  private static List<Output> outputs;

  @BeforeAll
  static void run(@TempDir Path folder) throws Exception {
    notebook = Notebook.read(FILE);
    Path result = folder.resolve("outputs.json");
    Path said = folder.resolve("said.txt");
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                CellRunner.class.getName(),
                "lesson.ipynb",
                result.toString())
            .directory(Notebook.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertWithMessage(Files.readString(said)).that(status).isEqualTo(0);
    outputs = List.of(new Gson().fromJson(Files.readString(result), Output[].class));
  }

  @Test
  @Tag("numbers")
  void everyCellDoesWhatIsKept() {
    assertThat(Differences.between(notebook.cells().stream().map(Cell::kept).toList(), outputs))
        .isEmpty();
    assertThat(outputs.size()).isAtLeast(25);
    assertThat(outputs.stream().filter(output -> !output.picture().isEmpty()).toList()).hasSize(10);
  }

  /** To the bit: the same numbers on this machine, whatever they are on others. */
  @ParameterizedTest
  @CsvSource({"MLP_BN, shallow, 5", "DEEP_BN, deep, 7"})
  void lossesAreThoseOfThePreset(Preset preset, String network, int count) throws IOException {
    List<String> printed = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (notebook.cells().get(i).source().contains(network + ".initialize(")) {
        LOSS.matcher(outputs.get(i).text()).results().forEach(match -> printed.add(match.group()));
      }
    }
    assertThat(printed).hasSize(count);

    List<String> trained = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      List<String> words = WordFile.read(Path.of("data", "names.txt")).words();
      Vocabulary vocabulary = Vocabulary.of(words);
      Split split = Split.of(words, vocabulary, 3);
      int steps = 500 * count - 499;
      // As the notebook's layers are.
      Training.start(preset.settings(), Layers.PLAIN, split, vocabulary, manager)
          .run(
              0,
              steps,
              () -> false,
              List.of(
                  (step, trainedNetwork) -> {
                    if (step.number() % 500 == 0) {
                      trained.add("%4d: %s".formatted(step.number(), (float) step.loss()));
                    }
                  }));
    }
    assertThat(printed).containsExactlyElementsIn(trained).inOrder();
  }

  @Test
  void jshellHasTheSameCells() throws IOException {
    assertThat(Files.readString(Notebook.FOLDER.resolve("lesson.jsh")))
        .isEqualTo(notebook.jshell());
  }

  @Test
  void nothingKeptBelongsToOneRun() throws IOException {
    String text = Files.readString(FILE);
    assertThat(text)
        .doesNotContainMatch("@[0-9a-f]{6,}|/tmp|/home|iopub|execution\": \\{|[Ss]econds");
    assertThat(Files.size(FILE)).isLessThan(500_000L);
  }
}
