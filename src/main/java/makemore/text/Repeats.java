package makemore.text;

import com.google.common.collect.ImmutableSet;
import java.util.List;

/**
 * How much a list repeats its words. A validation word that was trained on tells nothing of new
 * ones.
 *
 * @param distinct the number of different words
 * @param validation the number of validation words
 * @param known how many of these are in the training part, too
 */
public record Repeats(int distinct, int validation, int known) {

  public static Repeats of(List<String> words) {
    Split.Words parts = Split.Words.of(words);
    ImmutableSet<String> train = ImmutableSet.copyOf(parts.train());
    long known = parts.validation().stream().filter(train::contains).count();
    int distinct = ImmutableSet.copyOf(words).size();
    return new Repeats(distinct, parts.validation().size(), (int) known);
  }

  /** The part of the validation words that was trained on, from 0 to 1. */
  public double share() {
    return (double) known / validation;
  }

  public String overlap() {
    String are = known == 1 ? "is" : "are";
    String text = "%,d of %,d validation words %s also in the training part";
    return String.format(text, known, validation, are);
  }

  @Override
  public String toString() {
    return String.format("%,d distinct; %s", distinct, overlap());
  }
}
