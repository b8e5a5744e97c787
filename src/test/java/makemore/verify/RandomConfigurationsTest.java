package makemore.verify;

import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.command.Invocation;
import makemore.text.WordFile;
import makemore.train.Layers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PyTorch and this program agree on networks, data and seeds that nobody chose. It needs a Python
 * with torch and numpy: the one that {@code -Dpython=} names, or else {@code python3}, if it has
 * them.
 */
@Tag("pytorch")
class RandomConfigurationsTest {

  private static final String PYTHON = System.getProperty("python", "python3");
  private static final Pattern DIVERGED =
      Pattern.compile("the loss is nan at step (\\d+): it has diverged");
  private static final Path REFERENCE = Path.of("src", "reference", "python", "makemore.py");

  @TempDir private Path folder;

  @BeforeAll
  static void needsPyTorch() throws Exception {
    boolean found;
    try {
      found = start(Redirect.DISCARD, List.of(PYTHON, "-c", "import torch, numpy")) == 0;
    } catch (IOException e) {
      found = false;
    }
    String missing = PYTHON + " has no torch and numpy: -Dpython=... names one that has";
    assumeTrue(found || System.getProperty("python") != null, missing);
    assertWithMessage(missing).that(found).isTrue();
  }

  private static int start(Redirect out, List<String> command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out)
        .start()
        .waitFor();
  }

  static List<Long> seeds() {
    int first = Integer.getInteger("firstConfiguration", 0);
    return IntStream.range(first, Integer.getInteger("configurations", 24))
        .mapToObj(Long::valueOf)
        .toList();
  }

  private static String oneOf(Random random, Object... values) {
    return String.valueOf(values[random.nextInt(values.length)]);
  }

  private static List<String> options(Random random) {
    int groupSize = 2 + random.nextInt(2);
    int levels = 1 + random.nextInt(3);
    List<String> ofLevels =
        List.of(
            "--group-size=" + groupSize,
            "--block-size=" + (int) Math.pow(groupSize, levels),
            "--hidden-layers=" + (levels + random.nextInt(2)));
    List<String> options =
        new ArrayList<>(
            List.of(
                "--preset=" + oneOf(random, "mlp", "mlp-bn", "deep", "deep-bn", "wavenet"),
                "--block-size=" + oneOf(random, 1, 2, 3, 5, 8),
                "--embedding-size=" + oneOf(random, 1, 2, 7, 10, 24),
                "--hidden-size=" + oneOf(random, 1, 3, 16, 37, 100, 200),
                "--hidden-layers=" + oneOf(random, 1, 2, 3, 6),
                "--batch-size=" + oneOf(random, 2, 3, 5, 32, 100),
                "--steps=" + oneOf(random, 1, 2, 10, 57, 150),
                "--learning-rate=" + oneOf(random, 0.001, 0.03, 0.1, 0.5),
                "--learning-rate-decay-at=" + oneOf(random, 1, 5, 100),
                "--seed=" + random.nextLong(),
                "--sample-seed=" + random.nextLong()));
    if (random.nextBoolean() || options.contains("--preset=wavenet")) {
      options.addAll(ofLevels);
    }
    // Of an option that is there twice the last counts.
    return options.stream()
        .collect(Collectors.toMap(option -> option.split("=")[0], o -> o, (a, b) -> b))
        .values()
        .stream()
        .toList();
  }

  /** A few or many of the names, of which some have letters that others have not. */
  private Path words(Random random) throws IOException {
    List<String> words = new ArrayList<>(WordFile.read(Fixtures.DATA).words());
    Collections.shuffle(words, random);
    int count = Integer.parseInt(oneOf(random, 10, 200, 5000));
    return Files.write(folder.resolve("words.txt"), words.subList(0, count));
  }

  /** Trains, and returns what the program says on standard error. */
  private String train(List<String> options, Path words, Layers layers) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("--quiet", "--no-plots", "--layers=" + layers, "--data=" + words));
    command.add("--run=" + folder.resolve("run-" + layers));
    return Invocation.of(command.toArray(String[]::new)).err();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithPyTorch(long seed) throws Exception {
    Random random = new Random(seed);
    Path file = folder.resolve("state.npz");
    File log = folder.resolve("log").toFile();
    Path words = words(random);
    List<String> options = options(random);
    List<String> command = new ArrayList<>(List.of(PYTHON, REFERENCE.toString()));
    command.addAll(options);
    command.addAll(List.of("--data", words.toString(), "--out", file.toString()));
    int status = start(Redirect.to(log), command);
    String said = Files.readString(log.toPath());
    Matcher diverged = DIVERGED.matcher(said);
    if (diverged.find()) {
      for (Layers layers : Layers.values()) {
        assertWithMessage("%s", options)
            .that(train(options, words, layers))
            .contains("the loss is NaN at step " + diverged.group(1) + ": training has diverged");
      }
      return;
    }
    assertWithMessage("%s: %s", command, said).that(status).isEqualTo(0);

    try (NDManager manager = NDManager.newBaseManager()) {
      StateFile state = StateFile.read(file, manager);
      List<ComparedTensor> compared = new ArrayList<>();
      for (Layers layers : Layers.values()) {
        compared.addAll(Fixtures.rows(Fixtures.comparison(state, layers, manager)));
      }
      List<ComparedTensor> wrong = Fixtures.wrong(compared);
      String rows = wrong.stream().map(ComparedTensor::toString).collect(Collectors.joining("\n"));
      assertWithMessage("%s\n%s\n", options, rows).that(wrong).isEmpty();
      assertWithMessage("%s", Arrays.toString(options.toArray()))
          .that(compared.stream().anyMatch(ComparedTensor::exact))
          .isTrue();
    }
  }
}
