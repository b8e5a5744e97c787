package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import makemore.nn.ArrayTest;
import makemore.nn.BatchNorm1d;
import makemore.nn.CrossEntropy;
import makemore.nn.Embedding;
import makemore.nn.FlattenConsecutive;
import makemore.nn.Layer;
import makemore.nn.Linear;
import makemore.nn.Network;
import makemore.random.TorchGenerator;
import makemore.text.Examples;
import makemore.text.Split;
import makemore.text.Vocabulary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of layers that a reader writes, right ones and wrong ones. */
class OwnLayersTest extends ArrayTest {

  private static final List<String> WORDS = List.of("abcdefghijklmnopqrs");
  private static final int CHARACTERS = 20;

  /** An embedding, then the given layers. */
  private Training start(Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(new FlattenConsecutive(3)));
    all.addAll(List.of(layers));
    Network network = new Network(new Embedding(CHARACTERS, 10), all.toArray(Layer[]::new));
    Settings settings = Preset.DEEP.settings();
    Vocabulary vocabulary = Vocabulary.of(WORDS);
    Examples examples = Examples.of(WORDS, vocabulary, settings.blockSize());
    Split split = new Split(examples, examples, examples);
    TorchGenerator generator = TorchGenerator.manualSeed(settings.seed());
    network.initialize(manager, new Shape(1, settings.blockSize()));
    Batches batches = new Batches(generator, examples, settings.batchSize());
    CrossEntropy crossEntropy = new CrossEntropy();
    return new Training(settings, network, crossEntropy, batches, split, vocabulary, manager);
  }

  private static void makeOneStep(Training training, TrainingListener... listeners) {
    training.run(0, 1, () -> false, List.of(listeners));
  }

  /** A Linear whose backward pass changes the gradient of its bias, or leaves it out. */
  private static Linear mistakenLinear(String mistake) {
    Parameter anothers = new BatchNorm1d(CHARACTERS).getParameters().get("beta");
    return new Linear(30, CHARACTERS, true) {

      private boolean forgets;

      @Override
      protected void setGradient(Parameter parameter, NDArray gradient) {
        switch (parameter.getName().equals("bias") ? mistake : "none") {
          case "none" -> super.setGradient(parameter, gradient);
          case "shape" -> super.setGradient(parameter, gradient.expandDims(0));
          case "NaN" -> super.setGradient(parameter, gradient.div(0).mul(0));
          case "another's" -> super.setGradient(anothers, gradient);
          case "forgotten" -> {
            if (!forgets) {
              super.setGradient(parameter, gradient);
            }
            forgets = true;
          }
          default -> assertThat(mistake).isEqualTo("missing");
        }
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing   | backward left no gradient of 02Linear_bias",
        "forgotten | backward left no gradient of 02Linear_bias",
        "shape     | Linear(30, 20): the gradient of bias has shape (1, 20), expected (20)",
        "another's | Linear(30, 20): beta is not a parameter of this layer"
      })
  void mistakenGradientIsSaidWithItsLayerAndParameter(String mistake, String message) {
    Training training = start(mistakenLinear(mistake));

    assertThat(refusal(RuntimeException.class, () -> training.run(0, 2, () -> false, List.of())))
        .isEqualTo(message);
  }

  @Test
  void gradientThatIsNotANumberIsADivergence() {
    Training training = start(mistakenLinear("NaN"));

    assertThat(refusal(DivergedException.class, () -> makeOneStep(training)))
        .isEqualTo(
            "the gradient of 02Linear_bias is not a number: the network overflows, or its layer's"
                + " backward is wrong");
  }

  @Test
  void frozenEmbeddingStaysWhereItIsWhileTheOthersLearn() {
    Trained trained = Trained.notYet(manager, Preset.DEEP_BN, WORDS);
    Network network = trained.network();
    network.embedding().freezeParameters(true);
    float[] embedding = network.embedding().value("weight").toFloatArray();
    float[] weight = network.layers().get(1).value("weight").toFloatArray();
    double loss = Evaluation.loss(network, trained.examples(), manager);

    trained.after(20);

    assertThat(network.embedding().value("weight").toFloatArray()).isEqualTo(embedding);
    assertThat(network.layers().get(1).value("weight").toFloatArray()).isNotEqualTo(weight);
    assertThat(Evaluation.loss(network, trained.examples(), manager)).isLessThan(loss);
  }

  /**
   * Scales each feature and shifts it, by parameters of types that DJL has no default for; sets
   * their gradients in another order than theirs.
   */
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
      setGradient(shift, gradOutput.sum(new int[] {0}));
      setGradient(scale, input.mul(gradOutput).sum(new int[] {0}));
      return gradOutput.mul(value(scale));
    }
  }

  /** A tenth of its gradient is taken off what was drawn, as of any parameter. */
  @ParameterizedTest
  @ValueSource(strings = {"scale", "shift"})
  @Tag("numbers")
  void vectorOfAnyTypeIsDrawnAndTrainedByItsOwnGradient(String name) {
    Layer layer = new ScaleAndShift(CHARACTERS);
    Training training = start(new Linear(30, CHARACTERS, true), layer);
    float[] expected = layer.value(name).toFloatArray();
    List<float[]> gradients = new ArrayList<>();

    makeOneStep(training, (step, network) -> gradients.add(gradient(layer, name).toFloatArray()));

    for (int i = 0; i < CHARACTERS; i++) {
      assertThat(expected[i]).isNotEqualTo(0);
      assertThat(gradients.get(0)[i]).isNotEqualTo(0);
      expected[i] -= 0.1f * gradients.get(0)[i];
    }
    assertNear(layer.value(name), 3e-7, expected);
  }
}
