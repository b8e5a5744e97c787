package makemore.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import makemore.input.InvalidInputException;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Vocabulary;

/** Draws names, character by character, from the probabilities that a network gives. */
public record Sampler(Network network, Vocabulary vocabulary, int blockSize) {

  /** A name is cut off here, so that a network that never ends a name does not run forever. */
  public static final int LONGEST_NAME = 1000;

  private static final int MOST_CACHED = 20_000;
  private static final int MOST_ROWS = 64;

  /**
   * Draws names, in the lesson's order of draws, one after the other as they are asked for. The
   * network must not change in the meantime.
   *
   * @param manager a manager for the arrays, which are closed on the way
   * @param temperature divides the logits: below 1 the likely becomes likelier, above 1 all becomes
   *     more alike
   * @param prefix what each name begins with, perhaps nothing
   * @return the names, without the end character; there is no end of them
   * @throws InvalidInputException if a character of the prefix is not in the vocabulary
   */
  public Stream<String> sample(
      NDManager manager, TorchGenerator generator, double temperature, String prefix) {
    long[] start = context(prefix);
    DataType dataType = network.parameters().get(0).getArray().getDataType();
    // Names have most of their contexts in common.
    Cache<List<Long>, double[]> cache = CacheBuilder.newBuilder().maximumSize(MOST_CACHED).build();
    ToIntFunction<long[]> draw =
        context -> {
          double[] p = cache.getIfPresent(Longs.asList(context));
          if (p == null) {
            Map<List<Long>, double[]> more = probabilities(manager, alike(context), temperature);
            cache.putAll(more);
            p = more.get(Longs.asList(context));
          }
          return generator.multinomial(p, dataType, manager);
        };
    return Stream.generate(() -> prefix + rest(start.clone(), draw));
  }

  private String rest(long[] context, ToIntFunction<long[]> draw) {
    StringBuilder rest = new StringBuilder();
    for (int length = 0; length < LONGEST_NAME; length++) {
      int next = draw.applyAsInt(context);
      if (next == 0) {
        break;
      }
      rest.append(vocabulary.character(next));
      shift(context, next);
    }
    return rest.toString();
  }

  /**
   * A context and those with another last character, which other names need: one pass of all takes
   * far less than a pass of each. A context of more than three characters is seldom needed again.
   */
  private long[][] alike(long[] context) {
    int end = blockSize - 1;
    if (vocabulary.size() > MOST_ROWS || end > 2 && context[end - 3] != 0) {
      return new long[][] {context.clone()};
    }
    long[][] contexts = new long[vocabulary.size()][];
    for (int i = 0; i < contexts.length; i++) {
      contexts[i] = context.clone();
      contexts[i][end] = i;
    }
    return contexts;
  }

  private Map<List<Long>, double[]> probabilities(
      NDManager manager, long[][] contexts, double temperature) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(manager.create(contexts), false);
      NDArray scaled = temperature == 1 ? logits : logits.div(temperature);
      double[] rows = scaled.softmax(1).toType(DataType.FLOAT64, false).toDoubleArray();
      Map<List<Long>, double[]> probabilities = new HashMap<>();
      int size = vocabulary.size();
      for (int i = 0; i < contexts.length; i++) {
        double[] p = Arrays.copyOfRange(rows, i * size, (i + 1) * size);
        probabilities.put(Longs.asList(contexts[i]), p);
      }
      return probabilities;
    }
  }

  private long[] context(String prefix) {
    long[] context = new long[blockSize];
    for (int codePoint : prefix.codePoints().toArray()) {
      int index = vocabulary.indexOf(codePoint);
      if (index <= 0) {
        throw new InvalidInputException(
            String.format(
                "prefix %s: '%c' is not in the vocabulary; expected characters of %s",
                prefix, codePoint, vocabulary.toString().substring(1)));
      }
      shift(context, index);
    }
    return context;
  }

  private static void shift(long[] context, long next) {
    System.arraycopy(context, 1, context, 0, context.length - 1);
    context[context.length - 1] = next;
  }
}
