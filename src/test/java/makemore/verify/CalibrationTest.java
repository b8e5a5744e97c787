package makemore.verify;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.nn.Parameter;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import makemore.nn.ArrayTest;
import makemore.nn.Network;
import makemore.nn.ParameterValues;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Calibration;
import makemore.train.Evaluation;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("numbers")
class CalibrationTest extends ArrayTest {

  /** Starts from the parameters that PyTorch's run in double precision ended with. */
  @ParameterizedTest
  @CsvSource({"MLP_BN, PLAIN", "DEEP_BN, PLAIN", "DEEP_BN, FUSED", "WAVENET, PLAIN"})
  void calibratedLossesAreThoseOfPyTorch(Preset preset, Layers layers) throws IOException {
    StateFile state = StateFile.of(preset, manager);
    Settings settings = state.header().settings();
    WordFile words = WordFile.read(Fixtures.DATA);
    Vocabulary vocabulary = Vocabulary.of(words.words());
    Network network = layers.network(settings, vocabulary.size());
    for (Map.Entry<String, Parameter> named : NamedParameters.of(network).entrySet()) {
      ParameterValues.set(named.getValue(), state.array("final/" + named.getKey()));
    }
    Split split = Split.of(words.words(), vocabulary, settings.blockSize());
    Evaluation running = Evaluation.of(network, split, manager);

    Calibration.calibrate(network, split.train(), manager);
    Evaluation calibrated = Evaluation.of(network, split, manager);

    Gson gson = new Gson();
    String losses = Files.readString(Fixtures.file("calibrated.json"));
    double[] pytorch =
        gson.fromJson(
            gson.fromJson(losses, JsonObject.class).get(preset.toString()), double[].class);
    assertThat(new double[] {calibrated.train(), calibrated.validation(), calibrated.test()})
        .usingTolerance(1e-12)
        .containsExactly(pytorch)
        .inOrder();
    assertThat(Math.abs(running.train() - calibrated.train())).isGreaterThan(1e-4);
  }
}
