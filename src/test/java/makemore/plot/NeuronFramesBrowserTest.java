package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.MathArrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The microscope and the glass show the numbers that Java finds in the same recording. */
class NeuronFramesBrowserTest extends BrowserTest {

  private static final List<NeuronFrames.Frame> FRAMES =
      ExampleRun.PAGE.neuronFrames().orElseThrow().frames();
  private static final NeuronFrames.Frame LAST = FRAMES.get(FRAMES.size() - 1);

  private static final String SLOPES = "#microscope .choices label:nth-child(2) input";
  private static final String EXAMPLE = "#glass .choices label:nth-child(3) input";
  private static final String SWAP = "#glass .choices label:nth-child(4) input";

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    page = ExampleCharts.page(List.of(), ExampleRun.PAGE.neuronFrames()).write(folder);
  }

  /** The layer, and in it the neuron, that is saturated most often. */
  private static int worstLayer() {
    return IntStream.range(0, LAST.layers().size())
        .boxed()
        .max(Comparator.comparing(i -> Floats.max(LAST.layers().get(i).saturatedPercent())))
        .orElseThrow();
  }

  private static int worstNeuron() {
    float[] percent = LAST.layers().get(worstLayer()).saturatedPercent();
    return Floats.indexOf(percent, Floats.max(percent));
  }

  @Test
  void theMicroscopeOpensOnTheWorstNeuronAndSaysWhatIsSaturated() {
    browser.show(page, 1200, "light");
    int neuron = worstNeuron();
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(worstLayer()), neuron));
    browser.press(SLOPES, Keys.ARROW_RIGHT);
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(worstLayer()), neuron + 1));
    browser.press("#microscope select", Keys.HOME, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(2), neuron + 1));
    move(0);
    assertThat(microscope()).isEqualTo(words(FRAMES.get(0).layers().get(2), neuron + 1));
    assertThat(text("#microscope .when")).isEqualTo(", step 0");
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  void aNeuronOfTheMapIsChosenWithThePointer(int width) {
    browser.show(page, width, "dark");
    long canvas = (long) browser.run("return document.querySelector('canvas').clientWidth");
    // From the middle between neurons 9 and 10 to the middle of neuron 15.
    browser.drag("canvas", (int) (canvas * 5.5 / 20), 0, 0);
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(worstLayer()), 15));
  }

  @Test
  void theMapIsWhiteWhereSaturated() {
    browser.show(page, 1200, "light");
    long saturated =
        Arrays.stream(LAST.layers().get(worstLayer()).preActivations())
            .mapToLong(this::saturated)
            .sum();
    assertThat(saturated).isGreaterThan(0L);
    assertThat(
            browser.run(
                "const canvas = document.querySelector('canvas');"
                    + "const pixels = canvas.getContext('2d')"
                    + ".getImageData(0, 0, canvas.width, canvas.height).data;"
                    + "return pixels.filter((value, i) => i % 4 === 0 && value === 255).length"))
        .isEqualTo(saturated);
  }

  private String microscope() {
    return text("#microscope [role=status]");
  }

  private long saturated(double[] inputs) {
    return Arrays.stream(inputs).filter(x -> Math.abs(Math.tanh(x)) > 0.97).count();
  }

  private String words(NeuronFrames.HiddenLayer layer, int neuron) {
    double[] inputs = layer.preActivations()[neuron];
    double slope =
        Arrays.stream(inputs)
            .filter(Double::isFinite)
            .map(x -> 1 - Math.pow(Math.tanh(x), 2))
            .average()
            .getAsDouble();
    return "Neuron %d of %s: saturated for %d of the 32 examples; mean slope (1 − tanh²) %s; over the probe, saturated for %s%% of the examples."
        .formatted(
            neuron,
            layer.name(),
            saturated(inputs),
            shown(slope),
            shown(layer.saturatedPercent()[neuron]));
  }

  /** Four digits. */
  private static String shown(double number) {
    return new BigDecimal(number)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toPlainString()
        .replace('-', '−');
  }

  @Test
  void theGlassShowsTheFormulaWithItsNumbers() {
    browser.show(page, 1200, "light");
    NeuronFrames.Normalised neuron = LAST.layers().get(0).normalised().get(0);
    Glass java = new Glass(neuron, neuron.inputs());
    assertThat(text("#glass [role=status]"))
        .startsWith(
            "Batch: mean %s, std %s (over n − 1, with ε 1×10⁻⁵); running: mean %s, std %s."
                .formatted(
                    shown(StatUtils.mean(neuron.inputs())),
                    shown(java.std()),
                    shown(neuron.runningMean()),
                    shown(neuron.runningStd())));
    assertThat(text("[data-strip=y] .formula"))
        .isEqualTo(
            "y = γ x̂ + β = %s x̂ %s %s"
                .formatted(
                    shown(neuron.gamma()),
                    neuron.beta() < 0 ? "−" : "+",
                    shown(Math.abs(neuron.beta()))));
    assertSame("[data-strip=xhat] .dot", java.xhat(), 1e-5);
    assertSame("[data-strip=y] .dot", java.y(), 1e-5);
    assertSame("[data-strip=tanh] .dot", DoubleStream.of(java.y()).map(Math::tanh).toArray(), 1e-5);
  }

  @Test
  void theThreeTermsOfTheGradientAddUp() {
    browser.show(page, 1200, "light");
    browser.press("#glass .choices label:nth-child(2) select", Keys.ARROW_DOWN);
    NeuronFrames.Normalised neuron = LAST.layers().get(0).normalised().get(1);
    Glass java = new Glass(neuron, neuron.inputs());
    for (int example = 0; example < 3; example++) {
      double[] shown = values("#glass .term");
      assertThat(shown)
          .usingTolerance(1e-8)
          .containsExactly(
              Doubles.concat(java.terms(example), new double[] {java.gradient(example)}))
          .inOrder();
      assertThat(shown[0] + shown[1] + shown[2]).isWithin(1e-12).of(shown[3]);
      browser.press(EXAMPLE, Keys.ARROW_RIGHT);
    }
  }

  @Test
  void anExampleSwappedByKeysMovesTheOthers() {
    browser.show(page, 1200, "light");
    browser.press(EXAMPLE, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    double[] before = values("[data-strip=xhat] .dot");
    browser.press(SWAP, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertSwapped(before);
    browser.change("document.querySelector('#glass button').click()");
    assertThat(values("[data-strip=xhat] .dot")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  void anExamplePulledByThePointerMovesTheOthers(int width) {
    browser.show(page, width, "light");
    double[] before = values("[data-strip=xhat] .dot");
    browser.change("document.querySelector('#glass').scrollIntoView()");
    browser.drag("[data-strip=x] svg", 0, -8, 60);
    assertSwapped(before);
    assertThat(width()).isEqualTo(width);
  }

  /** Asserts that the strips are those of the x that is shown, and that all others have moved. */
  private void assertSwapped(double[] before) {
    NeuronFrames.Normalised neuron = LAST.layers().get(0).normalised().get(0);
    double[] x = inOrder("[data-strip=x] .dot");
    Glass java = new Glass(neuron, x);
    assertSame("[data-strip=xhat] .dot", java.xhat(), 1e-9);
    double[] after = values("[data-strip=xhat] .dot");
    long moved = IntStream.range(0, 32).filter(i -> Math.abs(after[i] - before[i]) > 1e-6).count();
    assertThat(moved).isAtLeast(31L);
    assertThat(values("#glass .term")[3]).isWithin(1e-8).of(java.gradient(example()));
  }

  private void assertSame(String selector, double[] expected, double within) {
    assertWithMessage(selector)
        .that(inOrder(selector))
        .usingTolerance(within)
        .containsExactly(expected)
        .inOrder();
  }

  /** The chosen example's dot is drawn last, above the others. */
  private double[] inOrder(String selector) {
    List<Double> all = new ArrayList<>(Doubles.asList(values(selector)));
    all.add(example(), all.remove(all.size() - 1));
    return Doubles.toArray(all);
  }

  private int example() {
    return Integer.parseInt(
        (String) browser.run("return document.querySelector(arguments[0]).value", EXAMPLE));
  }

  private double[] values(String selector) {
    String script =
        "return [...document.querySelectorAll(arguments[0])].map(e => Number(e.dataset.value))";
    Stream<?> values = browser.list(script, selector).stream();
    return values.mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  /** The layer, written once more. */
  private record Glass(NeuronFrames.Normalised neuron, double[] x) {

    double std() {
      return Math.sqrt(StatUtils.variance(x) + neuron.epsilon());
    }

    double[] xhat() {
      return DoubleStream.of(x).map(value -> (value - StatUtils.mean(x)) / std()).toArray();
    }

    double[] y() {
      return DoubleStream.of(xhat()).map(v -> neuron.gamma() * v + neuron.beta()).toArray();
    }

    double[] terms(int example) {
      double[] dy = neuron.outputGradients();
      double scale = neuron.gamma() / std();
      double along = MathArrays.linearCombination(dy, xhat()) / (x.length - 1);
      return new double[] {
        scale * dy[example], -scale * StatUtils.mean(dy), -scale * xhat()[example] * along
      };
    }

    double gradient(int example) {
      return StatUtils.sum(terms(example));
    }
  }
}
