package makemore.notebook;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import makemore.notebook.Notebook.Cell;
import makemore.notebook.Notebook.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JDK's jshell runs the lesson, and prints what the notebook keeps. */
@Tag("long")
class JShellRunTest {

  @TempDir private Path folder;

  @Test
  void jshellPrintsWhatTheNotebookKeeps() throws Exception {
    Path end = folder.resolve("end.jsh");
    Files.writeString(end, "/exit\n");
    Path out = folder.resolve("out.txt");
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));

    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder,
                "--class-path",
                classPath,
                "lesson.jsh",
                end.toString())
            .directory(Notebook.FOLDER.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start()
            .waitFor();

    String text = Files.readString(out);
    assertWithMessage(text).that(status).isEqualTo(0);
    String kept =
        Notebook.read(Notebook.FOLDER.resolve("lesson.ipynb")).cells().stream()
            .map(Cell::kept)
            .map(Output::text)
            .collect(Collectors.joining());
    assertThat(
            Differences.between(
                List.of(new Output(kept, "", "")), List.of(new Output(text, "", ""))))
        .isEmpty();
  }
}
