package makemore.store;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.Utils;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import tech.tablesaw.api.Table;

/**
 * The folder that holds all of a run: its summary, its tables, its model, a copy of its data, the
 * sums of these files, and perhaps its pictures. {@link Summary#FILE} is written last, so that a
 * run with it is complete; while training goes on, {@link Checkpoint} is beside it. Where a file is
 * missing, damaged, or cannot be written, an {@link InvalidInputException} says so.
 */
public record RunFolder(Path path) {

  /** The name under which DJL saves the model. */
  public static final String MODEL = "makemore";

  static final String ADVICE = "train the run again";

  public boolean exists() {
    return Files.isDirectory(path);
  }

  /** Whether it holds a run that has not ended. */
  public boolean hasCheckpoint() {
    return Files.exists(path.resolve(Checkpoint.FILE));
  }

  /** Whether it holds a run, ended or not. */
  public boolean hasRun() {
    return hasCheckpoint() || Files.exists(path.resolve(Summary.FILE));
  }

  /**
   * Moves the folder out of a new run's way, unless a process is writing there.
   *
   * @return where it is now: beside itself, under the first free number
   */
  public Optional<Path> setAside() {
    if (AtomicFiles.isInUse(path)) {
      return Optional.empty();
    }
    try {
      for (int i = 1; ; i++) {
        Path aside = path.resolveSibling(path.getFileName() + "." + i);
        if (!Files.exists(aside)) {
          return Optional.of(Files.move(path, aside));
        }
      }
    } catch (IOException e) {
      throw AtomicFiles.unwritable(path, e);
    }
  }

  public Path plots() {
    return path.resolve("plots");
  }

  /** The folder in which the records of a diverged run are, beside what an earlier run left. */
  public RunFolder diverged() {
    return new RunFolder(path.resolve("diverged"));
  }

  /**
   * Makes the folder if there is none, and locks it; refuses a folder that holds something else.
   */
  public Closeable lock() {
    return AtomicFiles.lock(path, hasRun() || diverged().exists());
  }

  public void clear() throws IOException {
    Utils.deleteQuietly(path);
    Files.createDirectories(path);
  }

  /**
   * Writes a run in the place of an earlier one, whose pictures and checkpoint go with it. Where
   * that fails, the earlier run is untouched or lacks its summary.
   */
  public void write(Summary summary, Model model, WordFile data, List<Table> tables) {
    try (AtomicFiles files = new AtomicFiles(path)) {
      new RunFiles(files.incoming).write(summary, model, data, tables);
      files.force();
      Files.deleteIfExists(path.resolve(Summary.FILE));
      Utils.deleteQuietly(plots());
      Utils.deleteQuietly(diverged().path());
      files.moveIntoPlace(Summary.FILE);
      Files.deleteIfExists(path.resolve(Checkpoint.FILE));
    } catch (IOException e) {
      throw AtomicFiles.unwritable(path, e);
    }
  }

  /** Writes a run that is not at its end; where that fails, the checkpoint before is there. */
  public void writeCheckpoint(Summary summary, Model model, WordFile data, List<Table> tables) {
    try (AtomicFiles files = new AtomicFiles(path)) {
      Path run = Files.createDirectory(files.incoming.resolve("run"));
      new RunFiles(run).write(summary, model, data, tables);
      Checkpoint.write(files.incoming.resolve(Checkpoint.FILE), run);
      Utils.deleteQuietly(run);
      files.force();
      files.moveIntoPlace(Checkpoint.FILE);
    } catch (IOException e) {
      throw AtomicFiles.unwritable(path, e);
    }
  }

  /** Writes the records of a diverged run; its checkpoint would only lead there again. */
  public void write(DivergedRun diverged, List<Table> tables) {
    try (AtomicFiles files = new AtomicFiles(path)) {
      Path into = Files.createDirectory(files.incoming.resolve(diverged().path().getFileName()));
      new RunFiles(into).write(tables);
      Json.write(into.resolve(DivergedRun.FILE), diverged);
      files.force();
      files.moveIntoPlace("");
      Files.deleteIfExists(path.resolve(Checkpoint.FILE));
    } catch (IOException e) {
      throw AtomicFiles.unwritable(path, e);
    }
  }

  /** Reads the summary, and sees that no file of the run was changed. */
  public Summary summary() {
    Path file = path.resolve(Summary.FILE);
    if (!Files.exists(file)) {
      throw incomplete(file);
    }
    new RunFiles(path).checkSums();
    Summary.Version version = Json.read(file, Summary.Version.class, any -> {}, ADVICE);
    if (!Integer.valueOf(Summary.FORMAT).equals(version.format())) {
      throw new InvalidInputException(
          path + ": was written by another version of this program; " + ADVICE);
    }
    return Json.read(file, Summary.class, Summary::check, ADVICE);
  }

  private InvalidInputException incomplete(Path file) {
    if (Files.isRegularFile(path)) {
      return new InvalidInputException(path + ": is a file; expected the folder of a run");
    }
    if (!exists()) {
      return new InvalidInputException(
          path + ": no such run folder; make one with: train --run " + path);
    }
    if (AtomicFiles.isInUse(path)) {
      return new InvalidInputException(
          path + ": the run is being trained; wait until the training has ended");
    }
    if (hasCheckpoint()) {
      return new InvalidInputException(
          path + ": the run has not ended; continue it with: train --resume --run " + path);
    }
    return DivergedRun.read(this)
        .map(diverged -> new InvalidInputException(path + ": " + diverged.message()))
        .orElseGet(() -> damaged(file, null));
  }

  /** Gives a model's network, which is that of the summary and initialised, the run's values. */
  public void load(Model model) {
    new RunFiles(path).load(model);
  }

  /** Loads the model, whose block is a {@link Network}; to be closed by the caller. */
  public Model model(Summary summary) {
    int characters = Vocabulary.parse(summary.data().vocabulary()).size();
    Network network = Layers.PLAIN.network(summary.settings(), characters);
    // The engine's generator may be in use.
    network.setInitializer(Initializer.ZEROS, parameter -> true);
    Model model = Model.newInstance(MODEL);
    try {
      network.initialize(model.getNDManager(), new Shape(1, summary.settings().blockSize()));
      model.setBlock(network);
      load(model);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  public WordFile words(Summary summary) {
    Path file = path.resolve(RunFiles.DATA);
    WordFile words = WordFile.read(file);
    if (!words.sha256().equals(summary.data().sha256())) {
      throw damaged(
          file, new InvalidInputException("its SHA-256 is not the one in " + Summary.FILE));
    }
    return words;
  }

  /** Reads the recorded table that has the name and the columns of another. */
  public Table table(Table like) {
    return new RunFiles(path).table(like);
  }

  static InvalidInputException damaged(Path file, Exception e) {
    return Json.damaged(file, e, ADVICE);
  }
}
