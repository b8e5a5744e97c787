package makemore.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import com.google.common.base.Preconditions;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Ordering;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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

  /** Draws names from all characters; see the other method. */
  public Stream<String> sample(
      NDManager manager, TorchGenerator generator, double temperature, String prefix) {
    return sample(manager, generator, temperature, Integer.MAX_VALUE, prefix);
  }

  /**
   * Draws names, in the lesson's order of draws, one after the other as they are asked for. The
   * network must not change in the meantime.
   *
   * @param manager a manager for the arrays, which are closed on the way
   * @param temperature divides the logits, above 0: below 1 the likely becomes likelier, above 1
   *     all becomes more alike
   * @param topK draws only among so many likeliest characters, and those as likely as the last one
   * @param prefix what each name begins with, perhaps nothing
   * @return the names, without the end character; there is no end of them
   * @throws InvalidInputException if a character of the prefix is not in the vocabulary
   * @throws IllegalArgumentException if the temperature or topK is not above 0
   */
  public Stream<String> sample(
      NDManager manager, TorchGenerator generator, double temperature, int topK, String prefix) {
    Preconditions.checkArgument(topK > 0, "Sampler: topK %s; expected a number above 0", topK);
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "Sampler: temperature " + temperature + "; expected a number above 0");
    }
    long[] start = context(prefix);
    // Refuses a network without values before a name is asked for.
    probabilities(manager, start, temperature, topK);
    DataType dataType = network.parameters().get(0).getArray().getDataType();
    // Names have most of their contexts in common.
    Map<List<Long>, double[]> cache =
        CacheBuilder.newBuilder().maximumSize(MOST_CACHED).<List<Long>, double[]>build().asMap();
    ToIntFunction<long[]> draw =
        context -> {
          List<Long> key = Longs.asList(context.clone());
          double[] p =
              cache.computeIfAbsent(key, k -> probabilities(manager, context, temperature, topK));
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

  private double[] probabilities(NDManager manager, long[] context, double temperature, int topK) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits = network.forward(manager.create(context).expandDims(0), false);
      NDArray scaled = temperature == 1 ? logits : logits.div(temperature);
      double[] p = scaled.softmax(1).toType(DataType.FLOAT64, false).toDoubleArray();
      // Only the ratios of the probabilities count in a draw, so that their sum need not stay 1.
      double least =
          p.length <= topK
              ? 0
              : Ordering.natural().greatestOf(Doubles.asList(p), topK).get(topK - 1);
      return DoubleStream.of(p).map(each -> each < least ? 0 : each).toArray();
    }
  }

  private long[] context(String prefix) {
    long[] context = new long[blockSize];
    for (int codePoint : prefix.codePoints().toArray()) {
      int index = vocabulary.indexOf(codePoint);
      if (index <= 0) {
        throw new InvalidInputException(
            String.format(
                "prefix %s: '%c' is not in the vocabulary; expected characters of %s%s",
                prefix, codePoint, vocabulary.toString().substring(1), otherForm(prefix)));
      }
      shift(context, index);
    }
    return context;
  }

  /**
   * Says if the prefix is in the vocabulary once its letters and marks are put together, or apart.
   */
  private String otherForm(String prefix) {
    for (Form form : List.of(Form.NFC, Form.NFD)) {
      IntStream characters = Normalizer.normalize(prefix, form).codePoints();
      if (characters.allMatch(character -> vocabulary.indexOf(character) > 0)) {
        return "; the data has the letters of this prefix in the form " + form;
      }
    }
    return "";
  }

  private static void shift(long[] context, long next) {
    System.arraycopy(context, 1, context, 0, context.length - 1);
    context[context.length - 1] = next;
  }
}
