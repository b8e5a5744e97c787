package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that joins its context level by level, from the command line. */
class WavenetTest {

  private static final String SMALL =
      "train --preset wavenet --embedding-size 4 --hidden-size 8 --checkpoint-every 7";

  @TempDir private static Path folder;
  private static Path data;
  private static Path run;
  private static Invocation train;

  @BeforeAll
  static void train() {
    data = Invocation.writeNames(folder, 300);
    run = folder.resolve("run");
    train = train("run", "--steps 30");
  }

  private static Invocation train(String name, String options) {
    Invocation train =
        Invocation.ofLine(
            SMALL
                + " --no-plots --data "
                + data
                + " --run "
                + folder.resolve(name)
                + " "
                + options);
    assertThat(train.err()).isEmpty();
    return train;
  }

  private static List<String> names(Invocation train) {
    List<String> lines = train.lines();
    return lines.subList(lines.size() - 23, lines.size() - 3);
  }

  @Test
  void layersAreListedWithTheirTimes() {
    assertThat(train.out()).containsMatch("Embedding\\(27, 4\\) +\\(32, 8, 4\\) +108\\R");
    assertThat(train.out()).containsMatch("FlattenConsecutive\\(2\\) +\\(32, 4, 8\\) +0\\R");
    assertThat(train.out()).containsMatch("BatchNorm1d\\(8\\) +\\(32, 2, 8\\) +16\\R");
    assertThat(train.out()).containsMatch("FlattenConsecutive\\(2\\) +\\(32, 16\\) +0\\R");
  }

  /** The names go on with the training's draws, which are made again. */
  @Test
  void sampleGivesTheNamesOfTheRun() {
    assertThat(Invocation.ofLine("sample --run " + run).lines()).isEqualTo(names(train));
    assertThat(Invocation.ofLine("sample --run " + run + " --seed 42").lines())
        .isNotEqualTo(names(train));
  }

  @Test
  void evaluateGivesTheLossesOfTheRun() {
    assertThat(Invocation.ofLine("evaluate --run " + run).lines())
        .isEqualTo(train.lines().stream().filter(line -> line.matches("\\w+ loss .*")).toList());
  }

  @Test
  void resumedRunEndsWithTheBitsOfAnUnbrokenOne() throws IOException {
    train("resumed", "--steps 20");
    Invocation resumed =
        Invocation.ofLine(
            "train --no-plots --resume --steps 30 --checkpoint-every 7 --run "
                + folder.resolve("resumed"));

    assertThat(resumed.err()).isEmpty();
    assertThat(names(resumed)).isEqualTo(names(train));
    assertThat(RunFiles.butForTimes(folder.resolve("resumed")))
        .isEqualTo(RunFiles.butForTimes(run));
  }

  @Test
  void seedOfTheNamesCanBeGiven() {
    assertThat(names(train("seeded", "--steps 30 --sample-seed 1"))).isNotEqualTo(names(train));
  }

  /** Joined all at once it is the network without levels. */
  @Test
  void levelsCanBeGivenToAnyPreset() {
    Invocation joined = train("at-once", "--steps 1 --group-size 8 --hidden-layers 1");
    assertThat(joined.out()).containsMatch("FlattenConsecutive\\(8\\) +\\(32, 32\\) +0\\R");
  }

  @Test
  void statisticsPerTimeGiveAnotherNetwork() throws IOException {
    train("per-time", "--steps 30 --batch-norm-per-time");
    Path perTime = folder.resolve("per-time");

    assertThat(Files.readString(perTime.resolve("loss.csv")))
        .isNotEqualTo(Files.readString(run.resolve("loss.csv")));
    assertThat(Invocation.ofLine("evaluate --run " + perTime).status()).isEqualTo(0);
  }

  /** Of the first batch norm 32 examples in 4 times, of the last 32 in one. */
  @Test
  void activationsOverTimeAreJoined() throws IOException {
    List<String> rows =
        Files.readAllLines(run.resolve("batch-norm-examples.csv")).stream()
            .filter(row -> row.matches("29,\\d+,0,.*"))
            .toList();

    Map<Integer, Long> examples =
        rows.stream()
            .map(row -> Integer.valueOf(row.split(",")[1]))
            .collect(Collectors.groupingBy(layer -> layer, TreeMap::new, Collectors.counting()));
    assertThat(examples.values()).containsExactly(128L, 64L, 32L).inOrder();
  }

  /** However often a neuron gives an output for an example, the example is one. */
  @Test
  void deadNeuronsAreCountedOverExamples() throws IOException {
    List<String> rows =
        Files.readAllLines(run.resolve("dead-neurons.csv")).stream()
            .filter(row -> row.startsWith("29,"))
            .toList();

    assertThat(rows).hasSize(3);
    assertThat(rows.stream().map(row -> row.split(",")[2]).distinct().toList()).hasSize(1);
    assertThat(rows.stream().map(row -> row.split(",")[3]).distinct().toList())
        .containsExactly("8");
  }

  @Test
  void picturesAreDrawn() {
    Invocation plot =
        Invocation.ofLine("plot --run " + run + " --plots " + folder.resolve("plots"));
    assertThat(plot.status()).isEqualTo(0);
    assertThat(Files.exists(folder.resolve("plots").resolve("activation_distribution.png")))
        .isTrue();
  }
}
