package makemore.random;

import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Python's {@code random} module: the same seed gives the same shuffle.
 *
 * <p>CPython seeds MT19937 with the array of the seed's 32-bit digits, lowest first, and draws an
 * integer below n by taking the top bits of one 32-bit draw until the value is below n.
 */
public final class PythonRandom {

  private final MersenneTwister twister;

  /**
   * As {@code random.seed(seed)} leaves Python's.
   *
   * @throws IllegalArgumentException if the seed is negative
   */
  public PythonRandom(int seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("seed is " + seed + ", expected zero or more");
    }
    twister = new MersenneTwister(new int[] {seed});
  }

  /**
   * Draws what Python's {@code random.randrange(n)} draws, a number from 0 to n - 1.
   *
   * @throws IllegalArgumentException if n is not positive
   */
  public int randBelow(int n) {
    if (n <= 0) {
      throw new IllegalArgumentException("n is " + n + ", expected at least 1");
    }
    int bitLength = Integer.SIZE - Integer.numberOfLeadingZeros(n);
    int draw;
    do {
      draw = twister.nextInt() >>> (Integer.SIZE - bitLength);
    } while (draw >= n);
    return draw;
  }

  /** Shuffles in place as {@code random.shuffle} does: Fisher-Yates, from the last element down. */
  public void shuffle(List<?> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, randBelow(i + 1));
    }
  }
}
