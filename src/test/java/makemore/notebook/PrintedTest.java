package makemore.notebook;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not as it was kept is found, and what other processors may do to numbers is not. */
class PrintedTest {

  @ParameterizedTest
  @CsvSource({
    "true, loss 2.3358588, loss 2.3358588",
    "true, loss 2.3358588, loss 2.3358601",
    "true, loss 3.33, loss 3.34",
    "true, std 1.2e-03, std 1.3e-03",
    "true, bias 2.9e-06, bias 7.1e-06",
    "true, mean -0.01, mean 0.00",
    "true, 100 steps, 100 steps",
    "false, loss 2.3358588, loss 2.3362",
    "false, loss 3.33, loss 3.35",
    "false, loss 3.33, loss NaN",
    "false, std 1.2e-03, std 1.4e-03",
    "false, std 1.2e-03, std 1.2e-02",
    "false, rounding 2.9e-06, rounding 2.9e-05",
    "false, 100 steps, 101 steps",
    "false, mean 0.50, mean -0.50",
    "false, right, WRONG by 8.3e-03",
    "false, emma, emmy",
    "false, two words, two",
    "false, 1.0 2.0, 2.0 1.0",
    "false, '', more",
    "false, less, ''",
  })
  void onlySameAndNearlySameNumbersAgree(boolean agree, String kept, String now) {
    assertThat(Printed.of(now).differences(Printed.of(kept))).hasSize(agree ? 0 : 1);
  }

  @Test
  void linesThatDifferAreSaid() {
    assertThat(Printed.of("one\ntwo\n3.0\n").differences(Printed.of("one\n2\n3.0\nfour\n")))
        .containsExactly(
            "line 2 is%ntwo%n but kept is%n2".formatted(),
            "line 4 is%nnothing more%n but kept is%nfour".formatted());
  }
}
