package makemore.nn.fused;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numbers")
class RowsTest {

  /**
   * By no more roundings than a number is in: 16 of its block, and one for each time of halving.
   */
  @Test
  void roundingOfASumGrowsWithTheLogarithmOfItsTerms() {
    int n = 1 << 20;
    Row term = Row.zeros(1, true);
    term.set(0, 0.1);
    double exact = n * term.get(0);
    double bound = (16 + 16) * 0x1p-24 * exact;
    Row inOrder = Row.zeros(1, true);
    for (int i = 0; i < n; i++) {
      inOrder.add(term);
    }

    Row sum = Rows.sum(0, n, term, (partial, i) -> partial.add(term));

    assertThat(sum.get(0)).isWithin(bound).of(exact);
    assertThat(inOrder.get(0)).isNotWithin(bound).of(exact);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 32, 33, 1000})
  void sumHasEachTermOnce(int n) {
    Row term = Row.zeros(2, true);
    term.set(1, 1);

    Row sum = Rows.sum(0, n, term, (partial, i) -> partial.add(term).add(term));

    assertThat(sum.get(0)).isEqualTo(0);
    assertThat(sum.get(1)).isEqualTo(2 * n);
  }
}
