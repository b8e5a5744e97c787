package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class GradcheckCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Program.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void everyTensorIsPrintedAndThenTheVerdict() {
    assertThat(run("gradcheck")).isEqualTo(0);

    assertThat(out.toString()).startsWith("seed 2147483647");
    assertThat(out.toString()).containsMatch("BatchNorm1d \\(2, 3, 32\\) +input +224 +64 ");
    assertThat(out.toString()).containsMatch("layers.16.beta +27 +27 ");
    assertThat(out.toString()).containsMatch("all gradients are right \\([0-9.]+ s\\)\\R$");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void seedIsPrinted() {
    assertThat(run("gradcheck", "--seed", "7")).isEqualTo(0);
    assertThat(out.toString()).startsWith("seed 7\n");
  }

  @Test
  void seedThatIsNoNumberIsRefused() {
    assertThat(run("gradcheck", "--seed", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--seed");
    assertThat(out.toString()).isEmpty();
  }
}
