package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import makemore.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The pictures as train and plot make them. */
final class PlotCommandTest {

  private static final String NAMES =
      "emma\nolivia\nava\nisabella\nsophia\ncharlotte\nmia\namelia\nharper\nevelyn\n";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeNames() throws IOException {
    Files.writeString(folder.resolve("names.txt"), NAMES);
  }

  private int run(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--run", path("run")));
    if (command.equals("train")) {
      all.addAll(
          List.of("--data", path("names.txt"), "--hidden-size=8", "--embedding-size=4", "--quiet"));
    }
    all.addAll(List.of(more));
    return Program.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder.resolve(name))) {
      for (Path file : paths.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void trainWritesThePicturesAndSaysWhere() throws IOException {
    assertThat(run("train", "--steps=20", "--plots", path("plots"))).isEqualTo(0);
    assertThat(err.toString()).isEmpty();
    assertThat(files("plots").keySet())
        .containsAtLeast(
            "activation_distribution.png",
            "activations_over_time.png",
            "embedding.png",
            "gradient_distribution.png",
            "gradients_over_time.png",
            "hidden_histogram.png",
            "index.html",
            "loss.png",
            "saturation_map.png",
            "tanh.png",
            "tanh_derivative.png",
            "update_ratio.png",
            "weight_gradient_distribution.png");
    assertThat(out.toString())
        .endsWith(
            "the pictures are in %s; open %s%n"
                .formatted(path("plots"), folder.resolve("plots").resolve("index.html")));
  }

  @Test
  void plotDrawsTheSameAgain() throws IOException {
    assertThat(run("train", "--steps=20", "--plots", path("plots"))).isEqualTo(0);
    assertThat(run("plot", "--plots", path("again"))).isEqualTo(0);
    Map<String, byte[]> first = files("plots");
    Map<String, byte[]> second = files("again");
    assertThat(first).containsKey("loss.png");
    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, bytes) -> assertThat(second.get(name)).isEqualTo(bytes));
  }

  @Test
  void singleStepIsDrawn() {
    assertThat(run("train", "--steps=1", "--plots", path("plots"))).isEqualTo(0);
    assertThat(Files.exists(folder.resolve("plots").resolve("update_ratio.png"))).isTrue();
  }

  @Test
  void networkWithOneHiddenLayerIsDrawn() {
    int status = run("train", "--preset=mlp", "--steps=3", "--plots", path("plots"));
    assertThat(status).isEqualTo(0);
    assertThat(Files.exists(folder.resolve("plots").resolve("index.html"))).isTrue();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutFontsOneLineSaysSoAndThePageIsWritten() throws Exception {
    assertThat(run("train", "--steps=2", "--no-plots")).isEqualTo(0);
    Path settings = folder.resolve("fonts.conf");
    Files.writeString(settings, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "plot",
            "--run=" + path("run"),
            "--plots=" + path("plots"));
    java.environment().put("FONTCONFIG_FILE", settings.toString());
    // The engine's files are in the real home, and large.
    Path cache = Path.of(System.getProperty("user.home"), ".djl.ai");
    java.environment().putIfAbsent("DJL_CACHE_DIR", cache.toString());
    Path err = folder.resolve("err.txt");
    Process plot = java.redirectError(err.toFile()).start();
    List<String> said = plot.inputReader().lines().toList();
    assertThat(plot.waitFor()).isEqualTo(0);
    assertThat(Files.readAllLines(err))
        .containsExactly(
            "makemore: no images: this machine has no fonts; on Debian, install fonts-dejavu-core"
                + " and fontconfig");
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("the pictures are in ");
    assertThat(files("plots").keySet()).containsExactly("index.html", "plotly-cartesian.min.js");
  }

  @Test
  void noPlotsWritesNone() {
    assertThat(run("train", "--steps=2", "--no-plots", "--plots", path("plots"))).isEqualTo(0);
    assertThat(Files.exists(folder.resolve("plots"))).isFalse();
  }

  @Test
  void plotsThatCannotBeWrittenAreRefusedBeforeTraining() {
    assertThat(run("train", "--steps=2", "--plots", path("names.txt"))).isEqualTo(Program.INVALID);
    assertThat(err.toString())
        .startsWith("makemore: " + path("names.txt") + ": the folder cannot be written (");
    assertThat(err.toString().lines().count()).isEqualTo(1);
    assertThat(Files.exists(folder.resolve("run"))).isFalse();
  }

  @Test
  void picturesAreInTheRunFolderWhereNothingElseIsAsked() {
    assertThat(run("train", "--steps=2")).isEqualTo(0);
    Path page = folder.resolve("run").resolve("plots").resolve("index.html");
    assertThat(out.toString()).endsWith("open %s%n".formatted(page));
    assertThat(Files.exists(page)).isTrue();
  }

  @Test
  void missingRunIsRefused() {
    assertThat(run("plot", "--plots", path("plots"))).isEqualTo(Program.INVALID);
    assertThat(err.toString())
        .isEqualTo(
            "makemore: %1$s: no such run folder; make one with: train --run %1$s%n"
                .formatted(path("run")));
    assertThat(Files.exists(folder.resolve("plots"))).isFalse();
  }

  @Test
  void missingTableIsRefused() throws IOException {
    assertThat(run("train", "--steps=2", "--no-plots")).isEqualTo(0);
    Files.delete(folder.resolve("run").resolve("activation-histograms.csv"));
    assertThat(run("plot", "--plots", path("plots"))).isEqualTo(Program.INVALID);
    assertThat(err.toString())
        .contains("changed since the run was written: activation-histograms.csv; train the run");
    assertThat(err.toString().lines().count()).isEqualTo(1);
  }

  @Test
  void tableThatIsCutShortIsRefused() throws IOException {
    assertThat(run("train", "--steps=2", "--no-plots")).isEqualTo(0);
    for (String table : List.of("loss", "activations", "neurons")) {
      Path file = folder.resolve("run").resolve(table + ".csv");
      String whole = Files.readString(file);
      Files.writeString(file, whole.lines().findFirst().orElseThrow() + "\n");
      assertThat(run("plot", "--plots", path("plots"))).isEqualTo(Program.INVALID);
      Files.writeString(file, whole);
    }
    assertThat(err.toString().lines().count()).isEqualTo(3);
  }
}
