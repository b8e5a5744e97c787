package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class GradcheckCommandTest {

  @Test
  void everyTensorIsPrintedAndThenTheVerdict() {
    Invocation command = Invocation.of("gradcheck");

    assertThat(command.status()).isEqualTo(0);

    assertThat(command.out()).startsWith("seed 2147483647");
    assertThat(command.out()).containsMatch("BatchNorm1d \\(2, 3, 32\\) +input +224 +64 ");
    assertThat(command.out()).containsMatch("layers.16.beta +27 +27 ");
    assertThat(command.out()).containsMatch("\\n +at most +1.0e-06 +1.0e-12 +1\\R");
    assertThat(command.out()).containsMatch("Tanh .*e-[0-9]+ +0.[0-9]+\\R");
    assertThat(command.out()).containsMatch("all gradients are right \\([0-9.]+ s\\)\\R$");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void smallStepsArePrintedWithWhereTheFormulasComeFrom() {
    Invocation command = Invocation.of("gradcheck", "--steps-of", "wavenet", "--seed", "7");

    assertThat(command.status()).isEqualTo(0);
    assertThat(command.lines().get(0)).isEqualTo("seed 7");
    assertThat(command.out())
        .containsMatch("counts = exp\\(norm\\) +counts' = probs' inv \\+ sums' +[0-9.]+e.*\\R");
    assertThat(command.out())
        .containsMatch("x +x' = diff' \\+ mean' / n( +[0-9.]+e-[0-9]+){3} *\\R");
    assertThat(command.out()).contains("logits' = (softmax(logits) - onehot) / n");
    assertThat(command.out()).doesNotContain("WRONG");
  }

  @Test
  void stepsOfAnUnknownPresetAreRefused() {
    Invocation command = Invocation.of("gradcheck", "--steps-of", "shallow");

    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("expected one of mlp, mlp-bn, deep, deep-bn, wavenet");
  }

  @Test
  void seedIsPrinted() {
    Invocation command = Invocation.of("gradcheck", "--seed", "7");

    assertThat(command.status()).isEqualTo(0);
    assertThat(command.lines().get(0)).isEqualTo("seed 7");
  }

  @Test
  void seedThatIsNoNumberIsRefused() {
    Invocation command = Invocation.of("gradcheck", "--seed", "x");

    assertThat(command.status()).isEqualTo(2);
    assertThat(command.err()).contains("--seed");
    assertThat(command.out()).isEmpty();
  }
}
