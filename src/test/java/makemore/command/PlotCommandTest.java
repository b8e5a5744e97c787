package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The pictures as train and plot make them; most tests look at those of the same run. */
final class PlotCommandTest {

  @TempDir private static Path folder;
  private static Invocation train;

  @BeforeAll
  static void train() {
    train = train("run", "--preset=wavenet --steps=20 --plots=" + folder.resolve("plots")).done();
  }

  private static Invocation train(String run, String options) {
    return Invocation.ofLine(
        "train --hidden-size=8 --embedding-size=4 --quiet --data="
            + Invocation.writeNames(folder, 300)
            + " --run="
            + folder.resolve(run)
            + " "
            + options);
  }

  private static Map<String, String> files(String name) throws IOException {
    return RunFiles.butForTimes(folder.resolve(name));
  }

  @Test
  void trainWritesThePicturesAndSaysWhere() throws IOException {
    assertThat(files("plots").keySet())
        .containsAtLeast("index.html", "loss.png", "activation_distribution.png");
    Path plots = folder.resolve("plots");
    assertThat(train.out())
        .endsWith(
            "the pictures are in %s; open %s%n".formatted(plots, plots.resolve("index.html")));
  }

  @Test
  void plotDrawsTheSameAgain() throws IOException {
    Path again = folder.resolve("again");
    Invocation.of("plot", "--run=" + folder.resolve("run"), "--plots=" + again).done();

    assertThat(files("again")).containsKey("loss.png");
    assertThat(files("again")).isEqualTo(files("plots"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutFontsOneLineSaysSoAndThePageIsWritten() throws Exception {
    Path settings = folder.resolve("fonts.conf");
    Files.writeString(settings, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    Path err = folder.resolve("err.txt");
    ProcessBuilder java =
        ProgramRun.of(folder, List.of(), List.of("plot", "--run=run", "--plots=without-fonts"))
            .redirectErrorStream(false)
            .redirectError(err.toFile());
    // Java keeps in the home which fonts it has found.
    java.command().add(1, "-Duser.home=" + folder);
    java.environment().put("FONTCONFIG_FILE", settings.toString());
    // The engine's files are in the real home, and large.
    Path cache = Path.of(System.getProperty("user.home"), ".djl.ai");
    java.environment().putIfAbsent("DJL_CACHE_DIR", cache.toString());

    Process plot = java.start();
    List<String> said = plot.inputReader().lines().toList();

    assertThat(plot.waitFor()).isEqualTo(0);
    assertThat(Files.readAllLines(err))
        .containsExactly(
            "makemore: no images: this machine has no fonts; on Debian, install fonts-dejavu-core"
                + " and fontconfig");
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("the pictures are in ");
    assertThat(files("without-fonts").keySet())
        .containsExactly("index.html", "plotly-cartesian.min.js");
  }

  /** Hardly any font has the last Chinese characters of Unicode 13. */
  @Test
  void characterThatNoFontHasIsCountedAndThePackageNamed() throws IOException {
    Path names = folder.resolve("rare.txt");
    Files.writeString(names, (Character.toString(0x3134A) + "a\n").repeat(10));
    Invocation plotted =
        Invocation.ofLine(
            "train --steps=2 --hidden-size=8 --quiet --data=%s --run=%s"
                .formatted(names, folder.resolve("rare")));

    assertThat(plotted.err())
        .isEqualTo(
            "makemore: no font here has 1 of the labelled characters: images show their codes; on Debian,"
                + " install fonts-noto-cjk"
                + System.lineSeparator());
    assertThat(plotted.status()).isEqualTo(0);
  }

  @Test
  void plotsThatCannotBeWrittenAreRefusedBeforeTraining() {
    Path file = Invocation.writeNames(folder, 300);

    assertThat(train("refused", "--steps=2 --plots=" + file).refusal())
        .startsWith(file + ": the folder cannot be written (");

    assertThat(Files.exists(folder.resolve("refused"))).isFalse();
  }
}
