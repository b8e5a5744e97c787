/**
 * The network: layers with forward and backward passes written by hand, and the loss.
 *
 * <p>Read {@link makemore.nn.Linear}, {@link makemore.nn.Tanh}, {@link makemore.nn.BatchNorm1d},
 * {@link makemore.nn.Embedding} and {@link makemore.nn.CrossEntropy}: each gives its formula
 * forwards and backwards, then the few lines that are that formula. {@link makemore.nn.Layer} is
 * what they have in common, {@link makemore.nn.Network} puts them in a row, and {@link
 * makemore.nn.InitialValues} says how parameters start.
 */
package makemore.nn;
