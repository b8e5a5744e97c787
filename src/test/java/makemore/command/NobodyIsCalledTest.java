package makemore.command;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, with pictures, needs no network and does not try for one. */
@Tag("long")
class NobodyIsCalledTest {

  @TempDir private Path folder;

  /** The watch itself sees a connection where there is one. */
  @Test
  void mainJobMakesNoConnection() throws Exception {
    assumeTrue(
        ProgramRun.works("strace", "-o", "/dev/null", "bash", "-c", "true"),
        "strace or bash is missing, or may not watch: connections are not watched");
    Path calls = folder.resolve("calls.txt");
    List<String> strace = List.of("strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o");
    List<String> watched = new ArrayList<>(strace);
    watched.addAll(List.of(calls.toString(), "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"));

    new ProcessBuilder(watched).start().waitFor();
    assertThat(Files.readString(calls)).contains("AF_INET");

    Path data = Invocation.writeNames(folder, 300);
    Path out = folder.resolve("out.txt");
    int status =
        ProgramRun.of(
                folder,
                watched.subList(0, strace.size() + 1),
                List.of("train", "--steps=20", "--data=" + data, "--run=run"))
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    assertWithMessage(Files.readString(out)).that(status).isEqualTo(0);
    assertThat(Files.exists(folder.resolve("run/plots/index.html"))).isTrue();
    assertThat(Files.readString(calls)).doesNotContain("AF_INET");
  }
}
