package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import makemore.train.Layers;
import makemore.train.Preset;
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
}
