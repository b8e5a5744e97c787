/**
 * The program that learns names and invents new ones, and where to start in its library.
 *
 * <p>Build and train a network in this order, as {@code src/it/library} does:
 *
 * <ol>
 *   <li>{@link makemore.random.TorchEngine} sets the engine up; call it before anything else
 *       touches DJL.
 *   <li>{@link makemore.text.WordFile}, {@link makemore.text.Vocabulary} and {@link
 *       makemore.text.Split} turn a file of words into examples.
 *   <li>{@link makemore.nn.Network} puts layers in a row: {@link makemore.nn.Linear}, {@link
 *       makemore.nn.BatchNorm1d}, {@link makemore.nn.Tanh}, or your own subclass of {@link
 *       makemore.nn.Layer}.
 *   <li>{@link makemore.nn.CrossEntropy} is the loss. {@link makemore.train.Training} is the
 *       lesson's loop; {@link makemore.train.Preset} names its networks.
 *   <li>{@link makemore.sample.Sampler} invents names, {@link makemore.plot.LayerCharts} and {@link
 *       makemore.plot.PngRenderer} draw the layers, and {@link makemore.verify.GradientCheck}
 *       checks a layer's gradients.
 * </ol>
 */
package makemore;
