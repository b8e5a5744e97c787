package makemore.nn;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import com.google.common.collect.Lists;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

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
   *
   * @throws IllegalArgumentException if a layer occurs twice, which would keep its latest pass only
   */
  public Network(Layer embedding, Layer... layers) {
    all = Lists.asList(embedding, layers);
    for (Layer layer : all) {
      if (Collections.frequency(all, layer) > 1) {
        throw new IllegalArgumentException(
            "Network: " + layer + " occurs twice; expected a layer of its own in each place");
      }
    }
    addChildBlock("Embedding", embedding);
    numberedLayers =
        layers().stream().filter(layer -> !(layer instanceof FlattenConsecutive)).toList();
    numberedLayers.forEach(layer -> addChildBlock(savedName(layer), layer));
  }

  /** A subclass of a layer, such as a faster one, is saved under the name of that layer. */
  private static String savedName(Layer layer) {
    Class<?> type = layer.getClass();
    while (type.getSuperclass() != Layer.class) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  @Override
  protected NDArray forwardPass(NDArray contexts, boolean training) {
    NDArray x = contexts;
    for (Layer layer : all) {
      x = layer.forward(x, training);
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
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList x = inputs;
    for (Layer layer : all) {
      x = layer.forward(store, x, training);
    }
    keep(x.singletonOrThrow(), training);
    return x;
  }

  @Override
  public Map<Parameter, NDArray> gradients() {
    Map<Parameter, NDArray> gradients = new LinkedHashMap<>();
    all.forEach(layer -> gradients.putAll(layer.gradients()));
    return gradients;
  }

  /** The parameters that are trained, embedding first, then layer by layer. */
  public List<Parameter> parameters() {
    return getParameters().values().stream().filter(Parameter::requiresGradient).toList();
  }

  public long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.getShape().size()).sum();
  }

  public Layer embedding() {
    return all.get(0);
  }

  /** The layers after the embedding, as in the lesson's list {@code layers}. */
  public List<Layer> layers() {
    return all.subList(1, all.size());
  }

  /** The layers after the embedding as they are counted from 0 in files and pictures. */
  public List<Layer> numberedLayers() {
    return numberedLayers;
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

  /** Loads parameters; refuses those of another shape, which DJL would take in silence. */
  @Override
  public void loadParameters(NDManager manager, DataInputStream in)
      throws IOException, MalformedModelException {
    ParameterList all = getParameters();
    List<Shape> shapes = all.values().stream().map(Parameter::getShape).toList();
    super.loadParameters(manager, in);
    for (int i = 0; i < shapes.size(); i++) {
      Shape loaded = all.valueAt(i).getShape();
      if (!loaded.equals(shapes.get(i))) {
        all.valueAt(i).close();
        all.valueAt(i).setShape(shapes.get(i));
        throw new MalformedModelException(
            all.keyAt(i) + " has shape " + loaded + " in the file, expected " + shapes.get(i));
      }
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {walk(inputShapes[0], (layer, shape) -> {})};
  }

  @Override
  public String toString() {
    return "Network" + all;
  }
}
