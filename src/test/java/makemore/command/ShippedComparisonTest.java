package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.collect.Iterables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with the runs of PyTorch that ship with the program: no file, no Python. */
class ShippedComparisonTest {

  @Test
  void presetIsComparedWithoutAFile() {
    Invocation command = Invocation.of("compare", "--preset", "mlp");
    assertThat(command.status()).isEqualTo(0);
    assertThat(command.out()).contains("losses[0:10]");
    assertThat(Iterables.getLast(command.lines())).startsWith("the same as PyTorch 2.7.1");
  }

  @Test
  @Tag("long")
  void allPresetsAreComparedInALineEach() {
    Invocation command = Invocation.of("compare", "--all");
    assertThat(command.status()).isEqualTo(0);
    assertThat(command.lines().stream().map(line -> line.replaceFirst(" PyTorch .*", "")).toList())
        .containsExactly(
            "mlp: the same as",
            "mlp-bn: the same as",
            "deep: the same as",
            "deep-bn: the same as",
            "wavenet: the same as")
        .inOrder();
  }

  @ParameterizedTest
  @CsvSource({
    "--all --preset=mlp,      --all are mutually exclusive",
    "--preset=big,            'big'",
    "--data=nowhere.txt,      nowhere.txt: no such file"
  })
  void otherQuestionsAreRefused(String options, String message) {
    Invocation command = Invocation.ofLine("compare " + options);
    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains(message);
    assertThat(command.err().lines().count()).isEqualTo(1);
  }
}
