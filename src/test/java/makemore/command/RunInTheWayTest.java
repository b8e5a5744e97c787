package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import makemore.store.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the run that is already in a folder, and to what else is there. */
class RunInTheWayTest {

  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void writeNames() {
    data = Invocation.writeNames(folder, 60);
    run = folder.resolve("run");
  }

  private Invocation train(String options) {
    String line = "train --quiet --hidden-size=5 --data=" + data + " --run=" + run;
    return Invocation.ofLine((line + " --no-plots " + options).strip());
  }

  private List<String> runs() {
    return List.of(folder.toFile().list((any, name) -> name.startsWith("run"))).stream()
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--steps=4", "--steps=9"})
  void sameRunAndItsBeginningAreReplaced(String options) {
    train("--steps=4").done();
    train(options).done();
    assertThat(runs()).containsExactly("run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--steps=3", "--steps=9 --gain=2"})
  void longerAndOtherRunsAreKept(String options) {
    train("--steps=4").done();
    for (int i = 1; i <= 2; i++) {
      Invocation other = train(i == 1 ? options : "--steps=2");
      assertThat(other.status()).isEqualTo(0);
      assertThat(other.err().strip())
          .isEqualTo(
              "makemore: the run in %s is longer or another one, and is kept as %s.%d"
                  .formatted(run, run, i));
    }
    assertThat(runs()).containsExactly("run", "run.1", "run.2").inOrder();
    String kept = folder.resolve("run.1").toString();
    assertThat(Invocation.of("evaluate", "--run=" + kept).done().out()).startsWith("train loss");
  }

  @Test
  void damagedRunIsKept() throws IOException {
    train("--steps=2").done();
    Files.writeString(run.resolve("summary.json"), "{}");
    assertThat(train("--steps=2").err()).contains("is kept as");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "sample", "plot"})
  void runThatIsBeingTrainedIsNotCalledDamaged(String command) throws IOException {
    try (Closeable lock = new RunFolder(run).lock()) {
      assertThat(lock).isNotNull();
      assertThat(Invocation.of(command, "--run=" + run).refusal())
          .isEqualTo(run + ": the run is being trained; wait until the training has ended");
    }
  }

  @Test
  void picturesCanBeAnywhereInTheRunFolder() throws IOException {
    String line = "train --quiet --hidden-size=5 --steps=2 --data=" + data + " --run=" + run;
    Path plots = run.resolve("more/plots");
    Invocation.ofLine(line + " --plots=" + plots).done();
    assertThat(Files.exists(plots.resolve("index.html"))).isTrue();
  }

  @Test
  void fileInThePlaceOfARunIsNamed() throws IOException {
    Files.writeString(run, "mine");

    assertThat(Invocation.of("evaluate", "--run=" + run).refusal())
        .isEqualTo(run + ": is a file; expected the folder of a run");
  }

  @Test
  void dashReadsStandardInput() throws IOException {
    InputStream usual = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(data)));
      data = Path.of("-");
      train("--steps=2").done();
    } finally {
      System.setIn(usual);
    }
    assertThat(Files.readAllLines(run.resolve("data.txt"))).hasSize(60);
  }

  @Test
  void webAddressIsNoFile() {
    data = Path.of("https://example.com/names.txt");
    assertThat(train("").refusal()).contains("https://example.com/names.txt: is a web address");
  }
}
