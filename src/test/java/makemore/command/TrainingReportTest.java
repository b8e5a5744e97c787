package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.TrainingStep;
import org.junit.jupiter.api.Test;

class TrainingReportTest {

  @Test
  void layersHaveTheirOutputShapesAndParameters() {
    StringWriter out = new StringWriter();
    TrainingReport.print(
        Layers.PLAIN.network(Preset.WAVENET.settings(), 27),
        new Shape(32, 8),
        new PrintWriter(out));

    assertThat(out.toString().lines().toList())
        .containsExactly(
            "layer                      output shape   parameters",
            "Embedding(27, 24)          (32, 8, 24)           648",
            "FlattenConsecutive(2)      (32, 4, 48)             0",
            "Linear(48, 128, no bias)   (32, 4, 128)        6,144",
            "BatchNorm1d(128)           (32, 4, 128)          256",
            "Tanh                       (32, 4, 128)            0",
            "FlattenConsecutive(2)      (32, 2, 256)            0",
            "Linear(256, 128, no bias)  (32, 2, 128)       32,768",
            "BatchNorm1d(128)           (32, 2, 128)          256",
            "Tanh                       (32, 2, 128)            0",
            "FlattenConsecutive(2)      (32, 256)               0",
            "Linear(256, 128, no bias)  (32, 128)          32,768",
            "BatchNorm1d(128)           (32, 128)             256",
            "Tanh                       (32, 128)               0",
            "Linear(128, 27)            (32, 27)            3,483",
            "total                                         76,579")
        .inOrder();
  }

  private static List<String> linesOf(int from, int steps) {
    StringWriter out = new StringWriter();
    for (int i = from; i < steps; i++) {
      TrainingStep step = new TrainingStep(i, 0.1, i / 10_000f, i == steps - 1);
      TrainingReport.printLine(step, steps, new PrintWriter(out));
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
