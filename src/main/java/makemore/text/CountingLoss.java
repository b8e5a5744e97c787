package makemore.text;

/**
 * The mean losses, in nats, of two models that only count the examples that they are judged by. A
 * network that has learned less than that has learned nothing of what comes before a character.
 *
 * @param characters of one that knows how often each character occurs
 * @param pairs of one that knows how often each follows the one before it
 */
public record CountingLoss(double characters, double pairs) {

  public static CountingLoss of(Examples examples, int vocabularySize) {
    return new CountingLoss(
        NgramCounts.of(examples, 0, vocabularySize).loss(examples, 0),
        NgramCounts.of(examples, 1, vocabularySize).loss(examples, 0));
  }
}
