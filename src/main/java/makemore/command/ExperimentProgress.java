package makemore.command;

import java.io.PrintWriter;
import java.util.List;
import makemore.experiment.Outcome;
import makemore.experiment.Outcome.Status;
import makemore.experiment.Trial;

/** Prints a line for each run of an experiment that has ended, with the remaining time. */
final class ExperimentProgress {

  /** What a run takes besides its hidden layers: the other layers, the start, the evaluation. */
  private static final int OTHER_WORK = 2;

  private final PrintWriter out;
  private final int runs;
  private final long work;
  private final long start = System.nanoTime();
  private int ended;
  private long done;

  ExperimentProgress(List<Trial> trials, PrintWriter out) {
    this.out = out;
    runs = trials.size();
    work = trials.stream().mapToLong(ExperimentProgress::work).sum();
  }

  private static long work(Trial trial) {
    return trial.configuration().architecture().hiddenLayers() + OTHER_WORK;
  }

  void onEnd(Outcome outcome) {
    ended++;
    done += work(outcome.trial());
    double minutes = (System.nanoTime() - start) / 6e10 * (work - done) / done;
    String what =
        outcome.status() == Status.FINISHED
            ? String.format("validation loss %.4f", outcome.numbers().get().loss().validation())
            : outcome.status() + ", " + outcome.message();
    out.printf(
        "%4d/%4d: %s: %s; about %.1f minutes left%n", ended, runs, outcome.trial(), what, minutes);
  }
}
