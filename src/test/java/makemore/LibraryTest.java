package makemore;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library page's program: the lesson by hand, written with the project's classes, elsewhere.
 */
class LibraryTest {

  static final Path PROGRAM = Path.of("src", "it", "library", "src", "main", "java", "Lesson.java");

  @TempDir private Path folder;

  @Test
  void programRunsInAnotherFolder() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    Files.copy(Path.of("data", "names.txt"), folder.resolve("data").resolve("names.txt"));
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classPath, PROGRAM.toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertWithMessage("%s", lines).that(process.waitFor()).isEqualTo(0);
    List<Double> losses =
        lines.stream()
            .filter(line -> line.matches(" *\\d+: .*"))
            .map(line -> Double.valueOf(line.split(": ")[1]))
            .toList();
    assertWithMessage("%s", lines).that(losses).hasSize(11);
    assertThat(losses.get(0)).isWithin(0.1).of(Math.log(27));
    assertThat(losses.get(10)).isLessThan(2.8);
    assertThat(lines.get(lines.size() - 11)).startsWith("Evaluation[train=2.");
    assertThat(Files.exists(folder.resolve("outputs.png"))).isTrue();
    assertThat(Files.exists(folder.resolve("gradients.png"))).isTrue();
  }
}
