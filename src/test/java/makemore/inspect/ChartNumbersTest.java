package makemore.inspect;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import makemore.text.Split;
import makemore.text.Vocabulary;
import makemore.text.WordFile;
import makemore.train.Layers;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.Training;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The numbers behind the pictures, after step 0 of deep-bn, against PyTorch's. */
@Tag("numbers")
final class ChartNumbersTest {

  private record Numbers(
      double mean,
      double std,
      double saturated,
      double grad_data_ratio,
      double log10_update_ratio) {}

  private record Fixture(Map<String, Numbers> activations, Map<String, Numbers> weight_gradients) {}

  private static Fixture torch;
  private static Recording recording;

  @BeforeAll
  static void recordStepZero() {
    InputStream json = ChartNumbersTest.class.getResourceAsStream("torch-charts.json");
    torch = new Gson().fromJson(new InputStreamReader(json, UTF_8), Fixture.class);
    assertThat(torch.activations).hasSize(5);
    assertThat(torch.weight_gradients).hasSize(7);
    Settings lesson = Preset.DEEP_BN.settings();
    WordFile data = WordFile.read(Path.of("data", "names.txt"));
    Vocabulary vocabulary = Vocabulary.of(data.words());
    Split split = Split.of(data.words(), vocabulary, lesson.blockSize());
    Recorder recorder = new Recorder(split, vocabulary);
    try (NDManager manager = NDManager.newBaseManager()) {
      Training.start(lesson, Layers.FUSED, split, vocabulary, manager)
          .run(0, 1, () -> false, List.of(recorder));
    }
    recording = recorder.recording();
  }

  /** The layers have their numbers in the names of torch's, such as layers.2. */
  private static Numbers torchs(Row row) {
    return torch.activations.get("layers." + row.getInt("layer"));
  }

  private static Table rows(RecordedTable name, int expected) {
    assertThat(recording.table(name).rowCount()).isEqualTo(expected);
    return recording.table(name);
  }

  @Test
  void activationStatisticsAreTorchs() {
    for (Row row : rows(RecordedTable.ACTIVATIONS, 5)) {
      Numbers expected = torchs(row);
      assertThat((double) row.getFloat("mean")).isWithin(1e-6).of(expected.mean);
      assertThat((double) row.getFloat("std")).isWithin(1e-6).of(expected.std);
      assertThat((double) row.getFloat("saturated_percent"))
          .isWithin(1e-4)
          .of(100 * expected.saturated);
    }
  }

  @Test
  void weightGradientStatisticsAreTorchs() {
    List<Numbers> expected = List.copyOf(torch.weight_gradients.values());
    for (Row row : rows(RecordedTable.WEIGHT_GRADIENTS, 7)) {
      Numbers matrix = expected.get(row.getRowNumber());
      assertThat(row.getFloat("std") / matrix.std).isWithin(1e-5).of(1);
      assertThat(row.getFloat("grad_data_ratio") / matrix.grad_data_ratio).isWithin(1e-5).of(1);
    }
  }

  @Test
  void updateRatiosAreTorchs() {
    List<Numbers> expected = List.copyOf(torch.weight_gradients.values());
    for (Row row : rows(RecordedTable.UPDATE_RATIO, 7)) {
      assertThat((double) row.getFloat("log10_ratio"))
          .isWithin(1e-5)
          .of(expected.get(row.getRowNumber()).log10_update_ratio);
    }
  }
}
