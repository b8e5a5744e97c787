package makemore.inspect;

import java.util.Optional;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;

/**
 * The limits beyond which a number about a topic is worth a look, and beyond which it is bad.
 *
 * <p>The lesson is <a href="https://www.youtube.com/watch?v=P6sfmUTpUmc">makemore, activations and
 * gradients, BatchNorm</a>, the course <a
 * href="https://cs231n.github.io/neural-networks-3/#ratio">cs231n, Learning and Evaluation</a>.
 * They say what is healthy. How far from that is bad was chosen so that the lesson's own deep
 * networks pass and its deliberately broken ones do not.
 */
enum Threshold {
  /**
   * The first loss minus ln(vocabulary), in nats. The lesson's first network has 27 instead of 3.3;
   * a batch of 32 of a healthy one is off by 0.03.
   */
  START_LOSS_EXCESS(Topic.START_LOSS, 0.1, 2),

  /**
   * Percent of the activations above 0.97 at the start, the median of the layers. In the lesson 5%
   * to 8% at gain 5/3 (20% in the first layer), "a good setting", 2% with batch normalisation, and
   * more than 40% at gain 3, "too much".
   */
  SATURATED_AT_THE_START(Topic.SATURATION, 10, 25),

  /**
   * The same at the end, in the most saturated layer. Not the lesson's: 25% after 200,000 steps of
   * deep-bn, 50% to 100% in networks that started saturated.
   */
  SATURATED_AT_THE_END(Topic.SATURATION, 40, 75),

  /**
   * By which factor the standard deviation of the activations shrinks from one layer to the next,
   * on average. In the lesson they are "shrinking to zero" at gain 0.5, where it is 2; 1.04 at gain
   * 5/3.
   */
  ACTIVATIONS_SHRINK(Topic.ACTIVATIONS, 1.2, 1.8),

  /**
   * By which factor the standard deviation of the gradients changes from one layer to the next, on
   * average, the larger by the smaller. 1.1 to 1.15 in the lesson's deep networks, however deep;
   * 1.37 at gain 3, 2 at gain 0.5.
   */
  GRADIENTS_CHANGE(Topic.GRADIENTS, 1.32, 1.8),

  /**
   * log10 of update to data, of any matrix, at the full learning rate or in one of the first steps.
   * The course: "somewhere around 1e-3"; the lesson: -3, and it is content with -2.5. Beyond
   * 10^-1.5 a step changes 3% of a matrix.
   */
  UPDATES_HIGH(Topic.UPDATES, -2, -1.5),

  /** The same, its negative: below 10^-6 float32 keeps hardly anything of an update. */
  UPDATES_LOW(Topic.UPDATES, 4, 6),

  /**
   * The last layer's ratio of gradient to data, divided by the median of the other layers'; the
   * lesson finds 10 times "problematic" if it stays so.
   */
  LAST_LAYER_FASTER(Topic.WEIGHT_GRADIENTS, 10, 100),

  /** Percent of a layer's neurons that are dead; the lesson looks for a single one. */
  DEAD_PERCENT(Topic.DEAD_NEURONS, 0, 5),

  /** Percent of a layer's neurons that are dead for 99% of the examples. */
  NEARLY_DEAD_PERCENT(Topic.DEAD_NEURONS, 5, 50),

  /**
   * The validation loss minus the training loss, in nats. Not the lesson's: 0.1 to 0.15 in its deep
   * networks after 200,000 steps.
   */
  OVERFITTING(Topic.VALIDATION_LOSS, 0.25, 0.75),

  /** The part of the validation words that was trained on; 0.13 in the lists of names. */
  REPEATED_WORDS(Topic.VALIDATION_LOSS, 0.25, 0.75),

  /**
   * 1 / the number of examples of a batch normalisation. Measured by Wu and He 2018, <a
   * href="https://arxiv.org/abs/1803.08494">Group Normalization</a>, figure 1: errors grow below 16
   * examples, and badly so below 4.
   */
  INVERSE_BATCH_SIZE(Topic.BATCH_STATISTICS, 1 / 16.0, 1 / 4.0);

  private final Topic topic;
  private final double warning;
  private final double bad;

  Threshold(Topic topic, double warning, double bad) {
    this.topic = topic;
    this.warning = warning;
    this.bad = bad;
  }

  /** Returns the largest number that is good. */
  double good() {
    return warning;
  }

  /** Grades GOOD up to the first limit, WARNING up to the second, BAD beyond it and for NaN. */
  Grade grade(double value) {
    Grade notGood = value <= bad ? Grade.WARNING : Grade.BAD;
    return value <= warning ? Grade.GOOD : notGood;
  }

  /** Grades a number, and adds what it means to its text: one meaning if it is good, one if not. */
  Finding judge(double value, String numbers, String ifGood, String ifNot, Optional<Cause> cause) {
    return grade(value) == Grade.GOOD
        ? new Finding(topic, Grade.GOOD, numbers + ifGood)
        : new Finding(topic, grade(value), numbers + ifNot, cause);
  }
}
