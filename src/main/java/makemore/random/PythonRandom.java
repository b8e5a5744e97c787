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

  /** Seeds the generator as {@code random.seed(seed)} does; the seed must not be negative. */
  public PythonRandom(int seed) {
    twister = new MersenneTwister(new int[] {seed});
  }

  /** Draws what {@code random.randrange(n)} draws, a number from 0 to n - 1; n is positive. */
  int randBelow(int n) {
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
