package makemore.text;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import makemore.input.InvalidInputException;
import makemore.input.Range;

/**
 * Contexts and the character that follows each.
 *
 * <p>A word of n characters gives n + 1 examples: each of its characters, and then the end of the
 * word, after the {@code blockSize} characters before it, filled up with {@link Vocabulary#END} at
 * the start. "emma" with a block size of 3 gives {@code ... -> e, ..e -> m, .em -> m, emm -> a, mma
 * -> .}
 *
 * @param contexts one after the other: {@code blockSize} token indices, the nearest character last
 * @param targets the token index of the character that follows each context
 */
public record Examples(int blockSize, int[] contexts, int[] targets) {

  /**
   * Builds the examples of words, in the words' order.
   *
   * @param words the words, all of whose characters are in the vocabulary
   * @throws InvalidInputException if there are more than an array can hold
   */
  public static Examples of(List<String> words, Vocabulary vocabulary, int blockSize) {
    Range.check("block size", blockSize, 1, Integer.MAX_VALUE);
    long count = words.stream().mapToLong(word -> word.codePointCount(0, word.length()) + 1).sum();
    if (count * blockSize > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          String.format(
              "%,d examples with a block size of %,d are too many; expected fewer words or a"
                  + " smaller block",
              count, blockSize));
    }
    int[] contexts = new int[(int) count * blockSize];
    int[] targets = new int[(int) count];
    int example = 0;
    for (String word : words) {
      int[] context = new int[blockSize];
      for (int i = 0; i <= word.length(); ) {
        boolean end = i == word.length();
        int codePoint = end ? Vocabulary.END : word.codePointAt(i);
        int target = vocabulary.indexOf(codePoint);
        System.arraycopy(context, 0, contexts, example * blockSize, blockSize);
        targets[example++] = target;
        System.arraycopy(context, 1, context, 0, blockSize - 1);
        context[blockSize - 1] = target;
        i += end ? 1 : Character.charCount(codePoint);
      }
    }
    return new Examples(blockSize, contexts, targets);
  }

  /** The first of these examples: all, if there are not so many. */
  public Examples first(int count) {
    int n = Math.min(count, size());
    return new Examples(
        blockSize, Arrays.copyOf(contexts, n * blockSize), Arrays.copyOf(targets, n));
  }

  /** Groups the numbers of the examples that have the same context, in the order of their first. */
  public List<List<Integer>> byContext() {
    Map<IntBuffer, List<Integer>> groups =
        IntStream.range(0, size())
            .boxed()
            .collect(Collectors.groupingBy(this::context, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(groups.values());
  }

  private IntBuffer context(int example) {
    return IntBuffer.wrap(contexts, example * blockSize, blockSize);
  }

  public int size() {
    return targets.length;
  }
}
