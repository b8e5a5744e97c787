package makemore.train;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import makemore.nn.BatchNorm1d;
import makemore.nn.CrossEntropy;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.InitialValues;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.nn.Tanh;
import makemore.random.TorchGenerator;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.Vocabulary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of layers that a reader writes, right ones and wrong ones. */
class OwnLayersTest {

  private static final List<String> WORDS = List.of("abcdefghijklmnopqrs");
  private static final int CHARACTERS = 20;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private Training start(Settings settings, Network network) {
    Vocabulary vocabulary = Vocabulary.of(WORDS);
    Examples examples = Examples.of(WORDS, vocabulary, settings.blockSize());
    Split split = new Split(examples, examples, examples);
    TorchGenerator generator = TorchGenerator.manualSeed(settings.seed());
    network.initialize(manager, new Shape(1, settings.blockSize()));
    Batches batches = new Batches(generator, examples, settings.batchSize());
    CrossEntropy crossEntropy = new CrossEntropy();
    return new Training(settings, network, crossEntropy, batches, split, vocabulary, manager);
  }

  private static Settings settings(Preset preset) {
    return preset.settings().withHiddenSize(CHARACTERS);
  }

  private double trainingLoss(Training training) {
    return Evaluation.loss(training.network(), training.split().train(), manager);
  }

  private static void run(Training training, int steps) {
    training.run(0, steps, () -> false, List.of());
  }

  /** A network with one hidden layer: an embedding, the given Linear, a Tanh and another Linear. */
  private Training trainingOf(Linear hidden) {
    Network network =
        new Network(
            new Embedding(CHARACTERS, 10),
            new FlattenConsecutive(3),
            hidden,
            new Tanh(),
            new Linear(50, CHARACTERS, true));
    return start(Preset.MLP.settings(), network);
  }

  /** A fully connected layer that sets the gradient of the bias before that of the weight. */
  private static final class BiasFirst extends Layer {

    private final Parameter weight;
    private final Parameter bias;
    private NDArray input;

    BiasFirst(long inFeatures, long outFeatures) {
      weight = addParameter("weight", Parameter.Type.WEIGHT, inFeatures, outFeatures);
      bias = addParameter("bias", Parameter.Type.BIAS, outFeatures);
      setInitializer(InitialValues.DRAWN, "weight");
      setInitializer(InitialValues.DRAWN, "bias");
    }

    @Override
    protected NDArray forwardPass(NDArray x, boolean training) {
      input = x;
      return x.matMul(value(weight)).add(value(bias));
    }

    @Override
    protected NDArray backwardPass(NDArray gradOutput) {
      setGradient(bias, gradOutput.sum(new int[] {0}));
      setGradient(weight, input.transpose().matMul(gradOutput));
      return gradOutput.matMul(value(weight).transpose());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
      return new Shape[] {new Shape(inputShapes[0].get(0), bias.getShape().get(0))};
    }
  }

  /** A batch normalisation that sets the gradient of beta before that of gamma. */
  private static final class BetaFirst extends BatchNorm1d {

    private final Map<Parameter, NDArray> latest = new LinkedHashMap<>();

    BetaFirst(long features) {
      super(features, 0, 0.001, true);
    }

    @Override
    protected NDArray backwardPass(NDArray gradOutput) {
      NDArray gradInput = super.backwardPass(gradOutput);
      List<Parameter> parameters = new ArrayList<>(latest.keySet());
      Collections.reverse(parameters);
      parameters.forEach(parameter -> super.setGradient(parameter, latest.get(parameter)));
      return gradInput;
    }

    @Override
    protected void setGradient(Parameter parameter, NDArray gradient) {
      latest.put(parameter, gradient);
    }
  }

  @Test
  @Tag("numbers")
  void biasBeforeWeightTrainsToTheSameBits() {
    Settings settings = settings(Preset.MLP);
    Layer last = new BiasFirst(CHARACTERS, CHARACTERS);
    Network network =
        new Network(
            new Embedding(CHARACTERS, 10),
            new FlattenConsecutive(3),
            new BiasFirst(30, CHARACTERS),
            new Tanh(),
            last);

    assertTrainsLikeOurs(settings, network);

    assertThat(last.gradients().keySet().stream().map(Parameter::getName).toList())
        .containsExactly("bias", "weight")
        .inOrder();
  }

  @Test
  @Tag("numbers")
  void betaBeforeGammaTrainsToTheSameBits() {
    Settings settings = settings(Preset.MLP_BN);
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : Layers.PLAIN.network(settings, CHARACTERS).layers()) {
      layers.add(layer instanceof BatchNorm1d ? new BetaFirst(CHARACTERS) : layer);
    }
    Network network = new Network(new Embedding(CHARACTERS, 10), layers.toArray(Layer[]::new));

    assertTrainsLikeOurs(settings, network);

    assertThat(layers.get(2).gradients().keySet().stream().map(Parameter::getName).toList())
        .containsExactly("beta", "gamma")
        .inOrder();
  }

  private void assertTrainsLikeOurs(Settings settings, Network network) {
    Training training = start(settings, network);
    run(training, 50);
    Training ours = start(settings, Layers.PLAIN.network(settings, CHARACTERS));
    run(ours, 50);

    List<Parameter> expected = ours.network().getParameters().values();
    List<Parameter> parameters = network.getParameters().values();
    assertThat(parameters).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(parameters.get(i).getArray().toFloatArray())
          .isEqualTo(expected.get(i).getArray().toFloatArray());
    }
  }

  /** A Linear whose backward pass changes the gradient of its bias, or leaves it out. */
  private static Linear mistakenLinear(String mistake) {
    return new Linear(30, 50, true) {

      @Override
      protected void setGradient(Parameter parameter, NDArray gradient) {
        boolean ofBias = parameter.getName().equals("bias");
        if (!ofBias) {
          super.setGradient(parameter, gradient);
        } else if (mistake.equals("shape")) {
          super.setGradient(parameter, gradient.expandDims(0));
        } else if (mistake.equals("NaN")) {
          super.setGradient(parameter, gradient.div(0).mul(0));
        } else if (mistake.equals("another's")) {
          Layer other = new BatchNorm1d(50);
          super.setGradient(other.getParameters().get("beta"), gradient);
        }
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing   | backward left no gradient of 02Linear_bias",
        "shape     | Linear(30, 50): the gradient of bias has shape (1, 50), expected (50)",
        "another's | Linear(30, 50): beta is not a parameter of this layer",
        "NaN       | the gradient of 02Linear_bias is not a number: the network overflows, or its"
            + " layer's backward is wrong"
      })
  void mistakenGradientIsSaidWithItsLayerAndParameter(String mistake, String message) {
    Training training = trainingOf(mistakenLinear(mistake));

    assertThat(assertThrows(RuntimeException.class, () -> run(training, 1)))
        .hasMessageThat()
        .isEqualTo(message);
  }

  @Test
  void frozenEmbeddingStaysWhereItIsWhileTheOthersLearn() {
    Settings settings = settings(Preset.DEEP_BN);
    Network network = Layers.FUSED.network(settings, CHARACTERS);
    Training training = start(settings, network);
    network.embedding().freezeParameters(true);
    float[] embedding = network.embedding().value("weight").toFloatArray();
    float[] weight = network.layers().get(1).value("weight").toFloatArray();
    double loss = trainingLoss(training);

    run(training, 50);

    assertThat(network.embedding().value("weight").toFloatArray()).isEqualTo(embedding);
    assertThat(network.layers().get(1).value("weight").toFloatArray()).isNotEqualTo(weight);
    assertThat(trainingLoss(training)).isLessThan(loss);
  }

  /** Scales each feature and shifts it, by parameters of types that DJL has no default for. */
  private static final class ScaleAndShift extends Layer {

    private final Parameter scale;
    private final Parameter shift;
    private NDArray input;

    ScaleAndShift(long features) {
      scale = addParameter("scale", Parameter.Type.WEIGHT, features);
      shift = addParameter("shift", Parameter.Type.OTHER, features);
    }

    @Override
    protected NDArray forwardPass(NDArray x, boolean training) {
      input = x;
      return x.mul(value(scale)).add(value(shift));
    }

    @Override
    protected NDArray backwardPass(NDArray gradOutput) {
      setGradient(scale, input.mul(gradOutput).sum(new int[] {0}));
      setGradient(shift, gradOutput.sum(new int[] {0}));
      return gradOutput.mul(value(scale));
    }
  }

  /** A tenth of the gradient is taken off what was drawn, as of any parameter. */
  @ParameterizedTest
  @CsvSource({"scale", "shift"})
  @Tag("numbers")
  void vectorOfAnyTypeIsDrawnAndTrained(String name) {
    Layer layer = new ScaleAndShift(CHARACTERS);
    Network network =
        new Network(
            new Embedding(CHARACTERS, 10),
            new FlattenConsecutive(3),
            new Linear(30, CHARACTERS, true),
            layer);
    Training training = start(Preset.DEEP.settings(), network);
    float[] start = layer.value(name).toFloatArray();
    List<float[]> gradients = new ArrayList<>();

    training.run(
        0,
        1,
        () -> false,
        List.of(
            (step, trained) ->
                gradients.add(
                    layer.gradients().get(layer.getParameters().get(name)).toFloatArray())));

    float[] gradient = gradients.get(0);
    assertThat(IntStream.range(0, CHARACTERS).filter(i -> start[i] == 0).count()).isEqualTo(0);
    float[] expected = new float[CHARACTERS];
    for (int i = 0; i < CHARACTERS; i++) {
      expected[i] = start[i] - 0.1f * gradient[i];
    }
    assertThat(layer.value(name).toFloatArray())
        .usingTolerance(3e-7)
        .containsExactly(expected)
        .inOrder();
    assertThat(layer.value(name).toFloatArray()).isNotEqualTo(start);
  }
}
