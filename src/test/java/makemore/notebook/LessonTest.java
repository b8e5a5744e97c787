package makemore.notebook;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import makemore.notebook.Notebook.Cell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JDK's jshell runs the lesson's cells, and prints what the notebook keeps. */
class LessonTest {

  private static final Path FILE = Notebook.FOLDER.resolve("lesson.ipynb");

  /** What makes the lesson shorter. */
  private static final Map<String, String> FEWER_STEPS =
      Map.of(
          "i <= 2000", "i <= 100",
          "lastStep = 3000", "lastStep = 100",
          "i % 500 == 0", "i % 50 == 0",
          "i < 1000", "i < 10",
          "i < 100 ", "i < 10 ",
          "i == 99", "i == 9",
          "(deep, split,", "(deep, Split.of(words.subList(0, 300), vocabulary, 3),");

  private static Notebook notebook;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    notebook = Notebook.read(FILE);
  }

  private Printed run(String program) throws Exception {
    Path file = folder.resolve("program.jsh");
    Files.writeString(file, program + "/exit\n");
    Path out = folder.resolve("out.txt");
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder,
                // To compile the cells takes longer than to run them.
                "-J-XX:TieredStopAtLevel=1",
                // In a process of its own each cell would wait for the network between the two.
                "--execution",
                "local",
                "-J-Djava.class.path=" + classPath,
                "--class-path",
                classPath,
                file.toString())
            .directory(Notebook.FOLDER.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    String text = Files.readString(out);
    assertWithMessage(text).that(status).isEqualTo(0);
    return Printed.of(text);
  }

  @Test
  @Tag("long")
  void everyCellPrintsWhatIsKept() throws Exception {
    assertThat(run(notebook.jshell()).differences(Printed.of(notebook.printed()))).isEmpty();
  }

  /** What does not depend on the training is compared, and the first losses of the training. */
  @Test
  void everyCellRunsWithFewerSteps() throws Exception {
    String program = notebook.jshell();
    for (Map.Entry<String, String> fewer : FEWER_STEPS.entrySet()) {
      assertThat(program).contains(fewer.getKey());
      program = program.replace(fewer.getKey(), fewer.getValue());
    }
    List<String> lines = run(program).lines();

    // As jshell shows what it cannot run.
    assertThat(lines.stream().filter(line -> line.startsWith("|")).toList()).isEmpty();
    List<String> before = kept(0, cell("shallow.initialize("));
    List<String> after = kept(cell("folded(deep)") + 1, notebook.cells().size());
    assertThat(before.size()).isAtLeast(20);
    assertThat(after.size()).isAtLeast(15);
    List<String> last = lines.subList(lines.size() - after.size(), lines.size());
    assertThat(new Printed(lines.subList(0, before.size())).differences(new Printed(before)))
        .isEmpty();
    assertThat(new Printed(last).differences(new Printed(after))).isEmpty();

    List<String> all = kept(0, notebook.cells().size());
    assertThat(firstLosses(lines).lines()).hasSize(2);
    assertThat(firstLosses(lines).differences(firstLosses(all))).isEmpty();
  }

  private static int cell(String code) {
    List<String> sources = notebook.cells().stream().map(Cell::source).toList();
    return (int) sources.stream().takeWhile(source -> !source.contains(code)).count();
  }

  private static List<String> kept(int from, int to) {
    return notebook.cells().subList(from, to).stream().flatMap(c -> c.printed().lines()).toList();
  }

  private static Printed firstLosses(List<String> lines) {
    return new Printed(lines.stream().filter(line -> line.matches(" *0: \\d\\.\\d+")).toList());
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
