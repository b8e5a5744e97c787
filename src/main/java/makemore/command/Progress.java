package makemore.command;

import java.io.PrintWriter;
import java.time.Duration;
import makemore.nn.Network;
import makemore.train.TrainingListener;
import makemore.train.TrainingStep;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of a training run: a bar on a terminal, elsewhere the lesson's lines. */
final class Progress implements TrainingListener, AutoCloseable {

  private static final int LINE_INTERVAL = 10_000;
  private static final int BAR_INTERVAL = 50;

  private final int steps;
  private final PrintWriter out;
  private final boolean terminal;
  private ProgressBar bar;

  Progress(int steps, PrintWriter out, boolean terminal) {
    this.steps = steps;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void onStep(TrainingStep step, Network network) {
    if (!terminal) {
      if (step.number() % LINE_INTERVAL == 0 || step.last()) {
        out.printf("%7d/%7d: %.4f%n", step.number(), steps, step.loss());
      }
    } else if (bar == null) {
      // Not before the first step, about which other listeners have something to say.
      bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(steps)
              .startsFrom(step.number() + 1L, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .build();
    } else if (step.number() % BAR_INTERVAL == 0 || step.last()) {
      bar.stepTo(step.number() + 1L);
      bar.setExtraMessage(String.format(" loss %.4f", step.loss()));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
