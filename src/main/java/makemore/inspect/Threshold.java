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
   * The first layer's standard deviation of the activations, divided by the last layer's; in the
   * lesson they are "shrinking to zero" at gain 0.5, where it is 18.
   */
  ACTIVATIONS_SHRINK(Topic.ACTIVATIONS, 2, 10),

  /**
   * The standard deviation of the gradients at one end of the network divided by that at the other
   * end, the larger by the smaller. 1.4 to 1.7 in the lesson's deep networks, 3.5 at gain 3, 16 at
   * gain 0.5.
   */
  GRADIENTS_CHANGE(Topic.GRADIENTS, 3, 10),

  /**
   * log10 of update to data at the full learning rate. The course: "somewhere around 1e-3"; the
   * lesson: -3, and it is content with -2.5.
   */
  UPDATES_HIGH(Topic.UPDATES, -2, -1),

  /** The same, its negative, for updates that are too small. */
  UPDATES_LOW(Topic.UPDATES, 4, 5),

  /** log10 of update to data when training ends: by then it should have come down to about -3. */
  LATE_UPDATES_HIGH(Topic.UPDATES, -2.5, -1.5),

  /**
   * The last layer's ratio of gradient to data, divided by the median of the other layers'; the
   * lesson finds 10 times "problematic" if it stays so.
   */
  LAST_LAYER_FASTER(Topic.WEIGHT_GRADIENTS, 10, 100),

  /** Percent of a layer's neurons that are dead; the lesson looks for a single one. */
  DEAD_PERCENT(Topic.DEAD_NEURONS, 0, 5),

  /**
   * The validation loss minus the loss of the last batches, in nats. Not the lesson's: 0.1 to 0.15
   * in its deep networks after 200,000 steps.
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
