package makemore.bench;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import makemore.train.Preset;

/** A size with which the time of a step grows. */
enum Dimension {
  HIDDEN_SIZE("hidden size", Case::withHiddenSize, Case::hiddenSize, 50, 100, 200, 500, 1000),
  HIDDEN_LAYERS("hidden layers", Case::withHiddenLayers, Case::hiddenLayers, 1, 2, 5, 10, 20, 50),
  BATCH_SIZE("batch size", Case::withBatchSize, Case::batchSize, 8, 32, 128, 512, 1024);

  private final String label;
  private final BiFunction<Case, Integer, Case> with;
  private final ToIntFunction<Case> size;
  private final List<Integer> sizes;

  Dimension(
      String label,
      BiFunction<Case, Integer, Case> with,
      ToIntFunction<Case> size,
      Integer... sizes) {
    this.label = label;
    this.with = with;
    this.size = size;
    this.sizes = List.of(sizes);
  }

  /** The lesson's network, with one size after the other. */
  List<Case> cases() {
    Case lesson = Case.of(Preset.DEEP_BN);
    return sizes.stream().map(other -> with.apply(lesson, other)).toList();
  }

  /** The cases of all dimensions; the lesson's own, which is in each, once. */
  static List<Case> allCases() {
    return Stream.of(values()).flatMap(dimension -> dimension.cases().stream()).distinct().toList();
  }

  int size(Case of) {
    return size.applyAsInt(of);
  }

  @Override
  public String toString() {
    return label;
  }
}
