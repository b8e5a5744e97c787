package makemore.text;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import java.util.List;
import java.util.stream.Collectors;

/** The words of a list, which tell whether an invented name is new. */
public record KnownWords(ImmutableSet<String> train, ImmutableSet<String> all) {

  /** Where a name stands. */
  public enum Origin {
    TRAINING_PART,
    REST_OF_THE_DATA,
    NEW
  }

  public static KnownWords of(List<String> words) {
    return new KnownWords(
        ImmutableSet.copyOf(Split.Words.of(words).train()), ImmutableSet.copyOf(words));
  }

  public Origin origin(String name) {
    Origin outside = all.contains(name) ? Origin.REST_OF_THE_DATA : Origin.NEW;
    return train.contains(name) ? Origin.TRAINING_PART : outside;
  }

  /** Says how many of some names stand where; see {@link #summary(Multiset)}. */
  public String summary(List<String> names) {
    return summary(
        names.stream()
            .map(this::origin)
            .collect(Collectors.toCollection(() -> EnumMultiset.create(Origin.class))));
  }

  /** Says how many names stand where. */
  public static String summary(Multiset<Origin> origins) {
    return String.format(
        "of %,d names: %,d in the training part, %,d in the rest of the data, %,d new",
        origins.size(),
        origins.count(Origin.TRAINING_PART),
        origins.count(Origin.REST_OF_THE_DATA),
        origins.count(Origin.NEW));
  }
}
