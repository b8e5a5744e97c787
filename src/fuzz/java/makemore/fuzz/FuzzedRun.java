package makemore.fuzz;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import makemore.command.Program;
import makemore.store.RunFolder;

/** A run as small as can be, of which one file at a time is another, with a right sum. */
record FuzzedRun(FuzzedFolder folder) {

  private static final String SUMS = "SHA256SUMS";
  private static final String NAMES = "emma\nolivia\nava\nmia\nann\nbob\neve\nada\nleo\nmax\n";

  static FuzzedRun create() {
    FuzzedFolder folder = FuzzedFolder.create();
    Path names = folder.write("names.txt", NAMES.getBytes(StandardCharsets.UTF_8));
    String sizes = "--preset=mlp-bn --hidden-size=1 --embedding-size=1 --block-size=1";
    String options = "train --no-plots --quiet --steps=3 --batch-size=2 " + sizes;
    Program.run(
        new PrintWriter(System.out, true),
        new PrintWriter(System.err, true),
        Stream.concat(
                Stream.of(options.split(" ")),
                Stream.of("--data=" + names, "--run=" + folder.path().resolve("run")))
            .toArray(String[]::new));
    return new FuzzedRun(folder);
  }

  RunFolder run() {
    return new RunFolder(folder.path().resolve("run"));
  }

  /** Reads with another content of one file, and puts the right one back. */
  void with(String name, byte[] content, Runnable reading) throws IOException {
    Path file = run().path().resolve(name);
    byte[] right = Files.exists(file) ? Files.readAllBytes(file) : null;
    Files.write(file, content);
    try {
      if (!name.equals(SUMS)) {
        sum();
      }
      FuzzedFolder.readOrRefuse(reading);
    } finally {
      if (right == null) {
        Files.delete(file);
      } else {
        Files.write(file, right);
      }
    }
  }

  private void sum() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : files()) {
      byte[] bytes = Files.readAllBytes(run().path().resolve(name));
      lines.append(Hashing.sha256().hashBytes(bytes)).append("  ").append(name).append('\n');
    }
    Files.writeString(run().path().resolve(SUMS), lines);
  }

  /** The files that are summed. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(run().path())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> run().path().relativize(file).toString())
          .filter(name -> !name.startsWith(".") && !name.equals(SUMS))
          .toList();
    }
  }
}
