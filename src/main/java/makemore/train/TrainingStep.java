package makemore.train;

/**
 * A step that was just made.
 *
 * @param number counted from 0
 * @param loss the batch's loss before the update, in nats
 * @param last whether it is the run's last step
 */
public record TrainingStep(int number, double learningRate, double loss, boolean last) {}
