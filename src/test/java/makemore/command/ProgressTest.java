package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import makemore.train.TrainingStep;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static List<String> linesOf(int from, int steps) {
    StringWriter out = new StringWriter();
    try (Progress progress = new Progress(steps, new PrintWriter(out), false)) {
      for (int i = from; i < steps; i++) {
        progress.onStep(new TrainingStep(i, 0.1, i / 10_000f, i == steps - 1), null);
      }
    }
    return out.toString().lines().toList();
  }

  @Test
  void lineIsPrintedEveryTenThousandSteps() {
    List<String> lines = linesOf(0, 200_000);

    assertThat(lines.subList(0, 2))
        .containsExactly("      0/ 200000: 0.0000", "  10000/ 200000: 1.0000")
        .inOrder();
    assertThat(lines).hasSize(21);
  }

  @Test
  void lastStepHasALineOfItsOwnWhereverTheRunBegan() {
    assertThat(linesOf(19_999, 20_002))
        .containsExactly("  20000/  20002: 2.0000", "  20001/  20002: 2.0001")
        .inOrder();
  }
}
