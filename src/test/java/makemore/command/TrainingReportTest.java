package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import makemore.train.Layers;
import makemore.train.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingReportTest {

  private static List<String> linesOf(Preset preset) {
    StringWriter out = new StringWriter();
    TrainingReport.print(
        Layers.PLAIN.network(preset.settings(), 27),
        new Shape(32, preset.settings().blockSize()),
        new PrintWriter(out));
    return out.toString().lines().toList();
  }

  @Test
  void layersHaveTheirOutputShapesAndParameters() {
    assertThat(linesOf(Preset.MLP_BN))
        .containsExactly(
            "layer                      output shape   parameters",
            "Embedding(27, 10)          (32, 3, 10)           270",
            "FlattenConsecutive(3)      (32, 30)                0",
            "Linear(30, 200, no bias)   (32, 200)           6,000",
            "BatchNorm1d(200)           (32, 200)             400",
            "Tanh                       (32, 200)               0",
            "Linear(200, 27)            (32, 27)            5,427",
            "total                                         12,097")
        .inOrder();
  }

  @ParameterizedTest
  @CsvSource({
    "MLP, 5, '11,897'",
    "MLP_BN, 6, '12,097'",
    "DEEP, 13, '46,497'",
    "DEEP_BN, 19, '47,024'",
    "WAVENET, 14, '76,579'"
  })
  void totalIsTheLessons(Preset preset, int layers, String total) {
    List<String> lines = linesOf(preset);

    assertThat(lines).hasSize(1 + layers + 1);
    assertThat(lines.get(layers + 1)).matches("total +" + total);
  }
}
