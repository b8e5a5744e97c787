package makemore.bench;

/** The time of a training step, as one round measured it. */
record Timing(int round, Case of, Contender contender, double microseconds) {}
