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

  @TempDir private static Path folder;
  private static Path run;
  private static Invocation train;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    String options = "--no-plots --preset wavenet --embedding-size 4 --hidden-size 8 --steps 30";
    String where = " --data " + Invocation.writeNames(folder, 300) + " --run " + run;
    train = Invocation.ofLine(options + where).done();
  }

  /** The names go on with the training's draws, which are made again, or have their own seed. */
  @Test
  void sampleGivesTheNamesOfTheRun() {
    List<String> names = Invocation.ofLine("sample --run " + run).done().lines();

    assertThat(names).hasSize(20);
    assertThat(train.lines()).containsAtLeastElementsIn(names).inOrder();
    assertThat(Invocation.ofLine("sample --seed 42 --run " + run).done().lines())
        .isNotEqualTo(names);
  }

  private static List<String[]> rows(String table, String pattern) throws IOException {
    return Files.readAllLines(run.resolve(table + ".csv")).stream()
        .filter(row -> row.matches(pattern))
        .map(row -> row.split(","))
        .toList();
  }

  /** Of the first batch norm 32 examples in 4 times, of the last 32 in one. */
  @Test
  void activationsOverTimeAreJoined() throws IOException {
    Map<Integer, Long> examples =
        rows("batch-norm-examples", "29,\\d+,0,.*").stream()
            .map(row -> Integer.valueOf(row[1]))
            .collect(Collectors.groupingBy(layer -> layer, TreeMap::new, Collectors.counting()));

    assertThat(examples.values()).containsExactly(128L, 64L, 32L).inOrder();
  }

  /** However often a neuron gives an output for an example, the example is one. */
  @Test
  void deadNeuronsAreCountedOverExamples() throws IOException {
    List<String[]> rows = rows("dead-neurons", "29,.*");

    assertThat(rows).hasSize(3);
    assertThat(rows.stream().map(row -> row[2]).distinct().toList()).hasSize(1);
    assertThat(rows.stream().map(row -> row[3]).distinct().toList()).containsExactly("8");
  }
}
