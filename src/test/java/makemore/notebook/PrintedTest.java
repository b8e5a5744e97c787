package makemore.notebook;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not as it was kept is found, and what other processors may do to numbers is not. */
class PrintedTest {

  private static int differences(String kept, String now) {
    return Printed.of(now).differences(Printed.of(kept)).size();
  }

  @ParameterizedTest
  @CsvSource({
    "loss 2.3358588, loss 2.3358588",
    "loss 2.3358588, loss 2.3358601",
    "loss 3.33, loss 3.34",
    "std 1.2e-03, std 1.3e-03",
    "bias 2.9e-06, bias 7.1e-06",
    "mean -0.01, mean 0.00",
    "100 steps, 100 steps",
  })
  void sameAndNearlySameNumbersAgree(String kept, String now) {
    assertThat(differences(kept, now)).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "loss 2.3358588, loss 2.3362",
    "loss 3.33, loss 3.35",
    "loss 3.33, loss NaN",
    "std 1.2e-03, std 1.4e-03",
    "std 1.2e-03, std 1.2e-02",
    "rounding 2.9e-06, rounding 2.9e-05",
    "100 steps, 101 steps",
    "mean 0.50, mean -0.50",
    "right, WRONG by 8.3e-03",
    "emma, emmy",
    "two words, two",
    "1.0 2.0, 2.0 1.0",
    "'', more",
    "less, ''",
  })
  void otherTextDoesNot(String kept, String now) {
    assertThat(differences(kept, now)).isEqualTo(1);
  }

  @Test
  void linesThatDifferAreSaid() {
    assertThat(Printed.of("one\ntwo\n3.0\n").differences(Printed.of("one\n2\n3.0\nfour\n")))
        .containsExactly(
            "line 2 is%ntwo%n but kept is%n2".formatted(),
            "line 4 is%nnothing more%n but kept is%nfour".formatted());
  }
}
