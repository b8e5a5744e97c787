package makemore.bench;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class PyTorchTest {

  @Test
  void programThatIsNotThereHasNoPyTorch() {
    assertThat(PyTorch.of("no-such-python")).isEmpty();
  }

  @Test
  void programThatIsNoPythonHasNoPyTorch() {
    assertThat(PyTorch.of("false")).isEmpty();
  }
}
