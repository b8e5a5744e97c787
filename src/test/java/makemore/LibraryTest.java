package makemore;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library page's program: the lesson by hand, written with the project's classes, elsewhere.
 */
class LibraryTest {

  static final Path PROGRAM = Path.of("src", "it", "library", "src", "main", "java", "Lesson.java");

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;

  @BeforeEach
  void copyTheData() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Files.copy(Path.of("data", "names.txt"), folder.resolve("data").resolve("names.txt"));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> run(String program, String... args) throws Exception {
    Path out = folder.resolve("out");
    List<String> command = new ArrayList<>();
    command.add(JAVA_HOME.resolve("bin").resolve(program).toString());
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int status = process.waitFor();
    List<String> lines = Files.readAllLines(out);
    assertWithMessage("%s", lines).that(status).isEqualTo(0);
    return lines;
  }

  private void assertTrained(List<String> lines) {
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

  @Test
  void programRunsInAnotherFolder() throws Exception {
    String program = PROGRAM.toAbsolutePath().toString();
    assertTrained(run("java", "-cp", classPath(), program));
  }

  @Test
  void programRunsOnASecondThread() throws Exception {
    String source = Files.readString(PROGRAM).replace("void main(", "void lesson(");
    String main =
        """
          public static void main(String[] args) throws Exception {
            TorchEngine.configure();
            ai.djl.engine.Engine.getInstance(); // loaded on this thread
            var thread = new java.util.concurrent.FutureTask<Void>(() -> {
              lesson(args);
              return null;
            });
            new Thread(thread).start();
            thread.get();
          }
        }
        """;
    Path program = folder.resolve("Lesson.java");
    Files.writeString(program, source.substring(0, source.lastIndexOf('}')) + main);
    assertTrained(run("java", "-cp", classPath(), program.toString()));
  }

  @Test
  void programRunsInJShell() throws Exception {
    Path call = folder.resolve("call.jsh");
    Files.writeString(call, "Lesson.main(new String[0])\n/exit\n");
    assertTrained(
        run(
            "jshell",
            "-J-Djava.util.prefs.userRoot=" + folder,
            "--class-path",
            classPath(),
            PROGRAM.toAbsolutePath().toString(),
            call.toString()));
  }
}
