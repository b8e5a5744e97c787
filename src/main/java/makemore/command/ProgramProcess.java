package makemore.command;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How this very program is started again, in a process of its own. */
final class ProgramProcess {

  private ProgramProcess() {}

  /** The words of the command line, the same Java with its flags and some arguments. */
  static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", classPath(), "makemore.Main"));
    words.addAll(List.of(arguments));
    return words;
  }

  private static String classPath() {
    // Maven's exec:java gives the program a class loader of its own, unknown to java.class.path.
    return Program.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(url -> Path.of(URI.create(url.toString())).toString())
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** Ends this process when its standard input ends, as it does when the other end is gone. */
  static void endWithInput() {
    Runnable awaitEnd =
        () -> {
          try {
            System.in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // As good as its end.
          }
          Runtime.getRuntime().halt(Program.INTERNAL_ERROR);
        };
    Thread watch = new Thread(awaitEnd, "end with input");
    watch.setDaemon(true);
    watch.start();
  }
}
