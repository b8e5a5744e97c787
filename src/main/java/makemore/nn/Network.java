package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.common.collect.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import makemore.random.TorchGenerator;

/**
 * The layers in order: an embedding, then each layer on the output of the one before. A {@link
 * FlattenConsecutive}, which computes nothing, has no number among them and is not saved.
 *
 * <pre>
 * forward:   from the contexts (batch, blockSize) to the logits (batch, vocabularySize)
 * backward:  from the gradient of the logits back through the layers, the last first
 * </pre>
 */
public final class Network extends Layer {

  private final List<Layer> all;
  private final List<Layer> numberedLayers;

  /**
   * Creates a network; {@code initialize} or {@code loadParameters} gives its parameters values.
   */
  public Network(Layer embedding, Layer... layers) {
    all = Lists.asList(addChildBlock("Embedding", embedding), layers);
    numberedLayers =
        layers().stream().filter(layer -> !(layer instanceof FlattenConsecutive)).toList();
    numberedLayers.forEach(layer -> addChildBlock(layer.getClass().getSimpleName(), layer));
  }

  @Override
  protected NDArray forwardPass(NDArray contexts, boolean training) {
    NDArray x = contexts;
    boolean followed = isFollowed();
    for (Layer layer : all) {
      x = layer.pass(x, this::value, training, followed);
      followed = layer.isFollowed();
    }
    return x;
  }

  @Override
  protected NDArray backwardPass(NDArray gradLogits) {
    NDArray gradient = gradLogits;
    for (Layer layer : Lists.reverse(all)) {
      gradient = layer.backward(gradient);
    }
    return gradient;
  }

  @Override
  public void setFused(boolean fused) {
    super.setFused(fused);
    all.forEach(layer -> layer.setFused(fused));
  }

  @Override
  public Map<Parameter, NDArray> gradients() {
    Map<Parameter, NDArray> gradients = new LinkedHashMap<>();
    all.forEach(layer -> gradients.putAll(layer.gradients()));
    return gradients;
  }

  /**
   * The parameters that are trained, embedding first, then layer by layer; running statistics are
   * not among them.
   */
  public List<Parameter> parameters() {
    return getParameters().values().stream().filter(Parameter::requiresGradient).toList();
  }

  public long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.getShape().size()).sum();
  }

  public Layer embedding() {
    return all.get(0);
  }

  public List<Layer> layers() {
    return all.subList(1, all.size());
  }

  /** The layers after the embedding as they are counted from 0 in files and pictures. */
  public List<Layer> numberedLayers() {
    return numberedLayers;
  }

  /** {@inheritDoc} The embedding is first, then layer by layer. */
  @Override
  public void initialize(NDManager manager, TorchGenerator generator, Shape inputShape) {
    beforeInitialize(inputShape);
    walk(inputShape, (layer, shape) -> layer.initialize(manager, generator, shape));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    walk(inputShapes[0], (layer, shape) -> layer.initialize(manager, dataType, shape));
  }

  /** Visits each layer with the shape of its input, and gives the shape of the logits. */
  private Shape walk(Shape contexts, BiConsumer<Layer, Shape> visit) {
    Shape shape = contexts;
    for (Layer layer : all) {
      visit.accept(layer, shape);
      shape = layer.getOutputShapes(new Shape[] {shape})[0];
    }
    return shape;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shape is not (batch, blockSize)
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {walk(inputShapes[0], (layer, shape) -> {})};
  }

  @Override
  public String toString() {
    return "Network" + all;
  }
}
