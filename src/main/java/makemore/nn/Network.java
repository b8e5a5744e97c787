package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
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

  private final Layer embedding;
  private final List<Layer> layers;
  private final List<Layer> numberedLayers;

  /**
   * Creates a network; {@code initialize} or {@code loadParameters} gives its parameters values.
   */
  public Network(Layer embedding, Layer... layers) {
    this.embedding = addChildBlock("Embedding", embedding);
    this.layers = List.of(layers);
    numberedLayers =
        this.layers.stream().filter(layer -> !(layer instanceof FlattenConsecutive)).toList();
    numberedLayers.forEach(layer -> addChildBlock(layer.getClass().getSimpleName(), layer));
  }

  @Override
  protected NDArray forwardPass(NDArray contexts, boolean training) {
    NDArray x = embedding.pass(contexts, this::value, training);
    for (Layer layer : layers) {
      x = layer.pass(x, this::value, training);
    }
    return x;
  }

  @Override
  protected NDArray backwardPass(NDArray gradLogits) {
    NDArray gradient = gradLogits;
    for (int i = layers.size() - 1; i >= 0; i--) {
      gradient = layers.get(i).backward(gradient);
    }
    return embedding.backward(gradient);
  }

  @Override
  public void setFused(boolean fused) {
    super.setFused(fused);
    embedding.setFused(fused);
    layers.forEach(layer -> layer.setFused(fused));
  }

  @Override
  public Map<Parameter, NDArray> gradients() {
    Map<Parameter, NDArray> gradients = new LinkedHashMap<>(embedding.gradients());
    layers.forEach(layer -> gradients.putAll(layer.gradients()));
    return gradients;
  }

  /**
   * The parameters that are trained, embedding first, then layer by layer; running statistics are
   * not among them.
   */
  public List<Parameter> parameters() {
    return getParameters().values().stream().filter(Parameter::requiresGradient).toList();
  }

  /** The number of trained parameters. */
  public long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.getShape().size()).sum();
  }

  public Layer embedding() {
    return embedding;
  }

  public List<Layer> layers() {
    return layers;
  }

  /** The layers after the embedding as they are counted from 0 in files and pictures. */
  public List<Layer> numberedLayers() {
    return numberedLayers;
  }

  /** {@inheritDoc} The embedding is first, then layer by layer. */
  @Override
  public void initialize(NDManager manager, TorchGenerator generator, Shape inputShape) {
    beforeInitialize(inputShape);
    initialize((layer, shapes) -> layer.initialize(manager, generator, shapes[0]), inputShape);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    initialize((layer, shapes) -> layer.initialize(manager, dataType, shapes), inputShapes);
  }

  private void initialize(BiConsumer<Layer, Shape[]> start, Shape... inputShapes) {
    start.accept(embedding, inputShapes);
    Shape[] shapes = embedding.getOutputShapes(inputShapes);
    for (Layer layer : layers) {
      start.accept(layer, shapes);
      shapes = layer.getOutputShapes(shapes);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shape is not (batch, blockSize)
   */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape[] shapes = embedding.getOutputShapes(inputShapes);
    for (Layer layer : layers) {
      shapes = layer.getOutputShapes(shapes);
    }
    return shapes;
  }

  @Override
  public String toString() {
    List<String> names = new ArrayList<>(List.of(embedding.toString()));
    layers.forEach(layer -> names.add(layer.toString()));
    return "Network" + names;
  }
}
