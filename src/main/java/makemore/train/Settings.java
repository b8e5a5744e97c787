package makemore.train;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.function.UnaryOperator;
import makemore.input.InvalidInputException;
import makemore.input.Range;

/**
 * Everything that determines the numbers of a run, apart from the data: the network, how its
 * parameters start, and the training. {@code withHiddenSize(50)} and the like change one setting.
 *
 * @param preset the name of the {@link Preset} that these settings were made from
 * @param blockSize the number of characters in a context
 * @param groupSize how many neighbours are joined before a hidden layer; null joins all at once
 * @param embeddingSize the number of features of a character
 * @param hiddenSize the number of neurons in a hidden layer
 * @param epsilon is added to a batch normalisation's variance
 * @param momentum the weight of the newest batch in its running statistics
 * @param runningStd if true, it keeps the standard deviation in the place of the variance
 * @param batchNormPerTime if true, it takes the statistics of each time step separately, a mistake
 * @param gain the factor of the hidden layers' initial weights
 * @param biasGain the factor of the hidden layers' initial biases, where any are drawn
 * @param lastLayerGain the initial gamma of a batch normalisation after the last Linear; where
 *     there is none, the factor of the last Linear's initial weights
 * @param lastBiasGain the factor of the last layer's initial bias, where one is drawn
 * @param learningRate the learning rate before the step learningRateDecayAt; then a tenth of it
 * @param lastLearningRate if not null, the learning rate goes to this one instead, from step to
 *     step by the same factor
 * @param seed draws the parameters and the batches
 * @param sampleSeed draws the names; null: they continue the draws of the training
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = false)
public record Settings(
    String preset,
    int blockSize,
    Integer groupSize,
    int embeddingSize,
    int hiddenSize,
    int hiddenLayers,
    BatchNorm batchNorm,
    double epsilon,
    double momentum,
    boolean runningStd,
    boolean batchNormPerTime,
    Init init,
    double gain,
    double biasGain,
    double lastLayerGain,
    double lastBiasGain,
    int batchSize,
    int steps,
    double learningRate,
    int learningRateDecayAt,
    Double lastLearningRate,
    long seed,
    Long sampleSeed)
    implements SettingsBuilder.With {

  /** After which Linear layers there is a batch normalisation; these have no bias. */
  public enum BatchNorm {
    NONE,
    /** After those of the hidden layers. */
    HIDDEN,
    ALL
  }

  /** How weights and biases start; the embedding is always N(0, 1). */
  public enum Init {
    /** Weights and biases are N(0, 1) times their gain. */
    PLAIN,
    /** Weights are N(0, 1) / sqrt(fan in) times the gain, biases 0. */
    SCALED,
    /**
     * As in the lesson's first part: hidden weights are N(0, 1) times the gain / sqrt(fan in), the
     * last ones and the biases N(0, 1) times their gain.
     */
    FIRST_PART
  }

  public static final long LESSON_SEED = 2147483647L;

  /** Makes up for a tanh, whose outputs have a smaller standard deviation than its inputs. */
  static final double TANH_GAIN = 5.0 / 3;

  private static final double SMALL_LAST_LAYER = 0.1;

  private static final int LARGEST_SIZE = 1_000_000;
  private static final int MOST_LAYERS = 1000;
  private static final int MOST_STEPS = 100_000_000;
  private static final double LARGEST_FACTOR = 1000;

  public boolean hasBatchNorm() {
    return batchNorm != BatchNorm.NONE;
  }

  /** Turns PyTorch's kind of batch normalisation on, after all Linear layers, or off. */
  public Settings withPyTorchBatchNorm(boolean on) {
    BatchNorm other = on ? BatchNorm.ALL : BatchNorm.NONE;
    return on == hasBatchNorm()
        ? this
        : with(s -> s.batchNorm(other).epsilon(1e-5).momentum(0.1).runningStd(false))
            .withScaledInit(init != Init.PLAIN);
  }

  /**
   * Starts the parameters as {@link Init#PLAIN} or {@link Init#SCALED} with the gains that belong
   * to it: scaled weights make up for a tanh unless a batch normalisation does, and make the logits
   * small.
   */
  public Settings withScaledInit(boolean scaled) {
    double hiddenGain = scaled && !hasBatchNorm() ? TANH_GAIN : 1;
    double lastGain = scaled ? SMALL_LAST_LAYER : 1;
    Init start = scaled ? Init.SCALED : Init.PLAIN;
    return with(
        s -> s.init(start).gain(hiddenGain).biasGain(1).lastLayerGain(lastGain).lastBiasGain(1));
  }

  public double learningRateAt(int step) {
    if (lastLearningRate != null) {
      double place = (double) step / Math.max(1, steps - 1);
      return learningRate * Math.pow(lastLearningRate / learningRate, place);
    }
    return step < learningRateDecayAt ? learningRate : learningRate / 10;
  }

  /**
   * Checks that each number is in its range.
   *
   * @param name makes the name that the user knows from a plain one, such as "block size"
   * @throws InvalidInputException if a number is not
   */
  public void check(UnaryOperator<String> name) {
    Range.check(name.apply("block size"), blockSize, 1, LARGEST_SIZE);
    Range.check(name.apply("embedding size"), embeddingSize, 1, LARGEST_SIZE);
    Range.check(name.apply("hidden size"), hiddenSize, 1, LARGEST_SIZE);
    Range.check(name.apply("hidden layers"), hiddenLayers, 1, MOST_LAYERS);
    if (groupSize != null) {
      checkGroupSize(name);
    }
    Range.check(name.apply("bias gain"), biasGain, 0, LARGEST_FACTOR);
    Range.check(name.apply("last bias gain"), lastBiasGain, 0, LARGEST_FACTOR);
    Range.check(name.apply("epsilon"), epsilon, 0, 1);
    Range.check(name.apply("momentum"), momentum, 0, 1);
    Range.checkPositive(name.apply("gain"), gain, LARGEST_FACTOR);
    Range.checkPositive(name.apply("last layer gain"), lastLayerGain, LARGEST_FACTOR);
    // The variance over n - 1 of a single example would be 0 / 0.
    Range.check(name.apply("batch size"), batchSize, hasBatchNorm() ? 2 : 1, LARGEST_SIZE);
    Range.check(name.apply("steps"), steps, 1, MOST_STEPS);
    Range.checkPositive(name.apply("learning rate"), learningRate, LARGEST_FACTOR);
    if (lastLearningRate != null) {
      Range.checkPositive(name.apply("last learning rate"), lastLearningRate, LARGEST_FACTOR);
    }
    Range.check(name.apply("learning rate decay at"), learningRateDecayAt, 1, Integer.MAX_VALUE);
  }

  /** Checks that the hidden layers join all of a context and no more. */
  private void checkGroupSize(UnaryOperator<String> name) {
    Range.check(name.apply("group size"), groupSize, 2, LARGEST_SIZE);
    long joined = groupSize;
    for (int i = 1; i < hiddenLayers && joined < blockSize; i++) {
      joined *= groupSize;
    }
    if (joined != blockSize) {
      throw new InvalidInputException(
          String.format(
              "%s %d: expected a power of the group size %d, at most %d to the power of %d, the"
                  + " number of hidden layers",
              name.apply("block size"), blockSize, groupSize, groupSize, hiddenLayers));
    }
  }
}
