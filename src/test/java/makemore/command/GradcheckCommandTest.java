package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GradcheckCommandTest {

  /** That the gradients are right is shown by what the command calls, too, and sooner. */
  @Test
  @Tag("long")
  void everyTensorIsPrintedAndThenTheVerdict() {
    String out = Invocation.of("gradcheck").done().out();

    assertThat(out).startsWith("seed 2147483647");
    assertThat(out).containsMatch("BatchNorm1d \\(2, 3, 32\\) +input +224 +64 ");
    assertThat(out).containsMatch("layers.16.beta +27 +27 ");
    assertThat(out).containsMatch("\\n +at most +1.0e-06 +1.0e-12 +1\\R");
    assertThat(out).containsMatch("Tanh .*e-[0-9]+ +0.[0-9]+\\R");
    assertThat(out).containsMatch("all gradients are right \\([0-9.]+ s\\)\\R$");
  }

  @Test
  void smallStepsArePrintedWithWhereTheFormulasComeFrom() {
    String out = Invocation.of("gradcheck", "--steps-of=wavenet", "--seed=7").done().out();

    assertThat(out.lines().findFirst()).hasValue("seed 7");
    assertThat(out)
        .containsMatch("counts = exp\\(norm\\) +counts' = probs' inv \\+ sums' +[0-9.]+e.*\\R");
    assertThat(out).containsMatch("x +x' = diff' \\+ mean' / n( +[0-9.]+e-[0-9]+){3} *\\R");
    assertThat(out).contains("logits' = (softmax(logits) - onehot) / n");
    assertThat(out).doesNotContain("WRONG");
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThat(Invocation.of("gradcheck", "--steps-of=shallow").refusal())
        .contains("expected one of mlp, mlp-bn, deep, deep-bn, wavenet");
    assertThat(Invocation.of("gradcheck", "--seed=x").refusal()).contains("--seed");
  }
}
