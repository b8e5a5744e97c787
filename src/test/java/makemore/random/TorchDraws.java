package makemore.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Map;

/**
 * The fixture {@code torch-draws.json}: what PyTorch's and Python's generators draw.
 *
 * @param torch the version that drew
 * @param p the probabilities of the multinomial draws
 * @param generators by seed
 * @param shuffle by seed and then by the size of the list, its first 50 elements
 */
record TorchDraws(
    String torch,
    float[] p,
    Map<Long, Draws> generators,
    Map<Integer, Map<Integer, int[]>> shuffle) {

  /**
   * The draws of a seed, each list from a generator just seeded.
   *
   * @param randn by the size of the shape
   * @param randint below 182,625, after 27 x 10 normal numbers
   * @param multinomial from the probabilities
   */
  record Draws(Map<Integer, float[]> randn, long[] randint, int[] multinomial) {}

  static TorchDraws read() {
    InputStream json = TorchDraws.class.getResourceAsStream("torch-draws.json");
    return new Gson().fromJson(new InputStreamReader(json, UTF_8), TorchDraws.class);
  }
}
