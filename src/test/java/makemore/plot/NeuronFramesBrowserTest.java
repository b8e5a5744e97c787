package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The microscope and the glass show the numbers that Java finds in the same recording. */
class NeuronFramesBrowserTest extends BrowserTest {

  private static final NeuronFrames NEURON_FRAMES = new ExampleNeuronFrames().of(3, 50);
  private static final NeuronFrames.Frame LAST = NEURON_FRAMES.frames().get(3);

  private static final String SLOPES = "#microscope .choices label:nth-child(2) input";
  private static final String EXAMPLE = "#glass .choices label:nth-child(3) input";
  private static final String SWAP = "#glass .choices label:nth-child(4) input";

  private static Path page;

  @BeforeAll
  static void write() throws IOException {
    HtmlPage.Column none = new HtmlPage.Column("", "", List.of(), List.of());
    page =
        new HtmlPage(
                "NeuronFrames",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(none),
                Optional.of(NEURON_FRAMES))
            .write(folder);
  }

  @BeforeEach
  void open() {
    browser.open(page, 1200, 900, "light");
  }

  @Test
  void theMicroscopeSaysWhatIsSaturated() {
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(0), 0));
    browser.press(SLOPES, Keys.ARROW_RIGHT);
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(0), 1));
    browser.press("#microscope select", Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(2), 1));
    move(0);
    assertThat(microscope()).isEqualTo(words(NEURON_FRAMES.frames().get(0).layers().get(2), 1));
    assertThat(text("#microscope .when")).isEqualTo(", step 0");
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  void aNeuronOfTheMapIsChosenWithThePointer(int width) {
    browser.open(page, width, 900, "dark");
    long canvas = (long) browser.run("return document.querySelector('canvas').clientWidth");
    // From the middle between neurons 24 and 25 to the middle of neuron 40.
    browser.drag("canvas", (int) (canvas * 15.5 / 50), 0, 0);
    assertThat(microscope()).isEqualTo(words(LAST.layers().get(0), 40));
  }

  @Test
  void theMapIsWhiteWhereSaturated() {
    assertThat(
            browser.run(
                "const canvas = document.querySelector('canvas');"
                    + "const pixels = canvas.getContext('2d')"
                    + ".getImageData(0, 0, canvas.width, canvas.height).data;"
                    + "return pixels.filter((value, i) => i % 4 === 0 && value === 255).length"))
        .isEqualTo(
            Arrays.stream(LAST.layers().get(0).preActivations()).mapToLong(this::saturated).sum());
  }

  private static String microscope() {
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
    return new java.math.BigDecimal(number)
        .round(new java.math.MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  @Test
  void theGlassShowsTheFormulaWithItsNumbers() {
    NeuronFrames.Normalised neuron = LAST.layers().get(0).normalised().get(0);
    Glass java = new Glass(neuron, neuron.inputs());
    assertThat(text("#glass [role=status]"))
        .startsWith(
            "Batch: mean %s, std %s (over n − 1, with ε 1×10⁻⁵); running: mean 1.4, std 2.6."
                .formatted(shown(java.mean), shown(java.std)));
    assertThat(text("[data-strip=y] .formula")).isEqualTo("y = γ x̂ + β = 1.27 x̂ − 0.3");
    assertSame("[data-strip=xhat] .dot", java.xhat, 1e-5);
    assertSame("[data-strip=y] .dot", java.y, 1e-5);
    assertSame("[data-strip=tanh] .dot", DoubleStream.of(java.y).map(Math::tanh).toArray(), 1e-5);
  }

  @Test
  void theThreeTermsOfTheGradientAddUp() {
    browser.press("#glass .choices label:nth-child(2) select", Keys.ARROW_DOWN);
    NeuronFrames.Normalised neuron = LAST.layers().get(0).normalised().get(1);
    Glass java = new Glass(neuron, neuron.inputs());
    for (int example = 0; example < 3; example++) {
      double[] shown = values("#glass .term");
      double[] terms = java.terms(example);
      for (int i = 0; i < 3; i++) {
        assertThat(shown[i]).isWithin(1e-8).of(terms[i]);
      }
      assertThat(shown[3]).isWithin(1e-8).of(java.gradient(example));
      assertThat(shown[0] + shown[1] + shown[2]).isWithin(1e-12).of(shown[3]);
      browser.press(EXAMPLE, Keys.ARROW_RIGHT);
    }
  }

  @Test
  void anExampleSwappedByKeysMovesTheOthers() {
    browser.press(EXAMPLE, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    double[] before = values("[data-strip=xhat] .dot");
    browser.press(SWAP, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertSwapped(before, 31);
    browser.run("document.querySelector('#glass button').click()");
    assertThat(values("[data-strip=xhat] .dot")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 390})
  void anExamplePulledByThePointerMovesTheOthers(int width) {
    browser.open(page, width, 900, "light");
    double[] before = values("[data-strip=xhat] .dot");
    browser.run("document.querySelector('#glass').scrollIntoView()");
    browser.drag("[data-strip=x] svg", 0, -8, 60);
    assertSwapped(before, 31);
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
  }

  /** That the strips are those of the x that is shown, and how many of them have moved. */
  private static void assertSwapped(double[] before, int moved) {
    NeuronFrames.Normalised neuron = LAST.layers().get(0).normalised().get(0);
    double[] x = inOrder("[data-strip=x] .dot");
    Glass java = new Glass(neuron, x);
    assertSame("[data-strip=xhat] .dot", java.xhat, 1e-9);
    double[] after = values("[data-strip=xhat] .dot");
    long others = 0;
    for (int i = 0; i < 32; i++) {
      others += Math.abs(after[i] - before[i]) > 1e-6 ? 1 : 0;
    }
    assertThat(others).isAtLeast(moved);
    int example =
        Integer.parseInt(
            (String) browser.run("return document.querySelector(arguments[0]).value", EXAMPLE));
    assertThat(values("#glass .term")[3]).isWithin(1e-8).of(java.gradient(example));
  }

  private static void assertSame(String selector, double[] expected, double within) {
    double[] shown = inOrder(selector);
    assertThat(shown).hasLength(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertWithMessage("%s %s", selector, i).that(shown[i]).isWithin(within).of(expected[i]);
    }
  }

  /** The chosen example's dot is drawn last, above the others. */
  private static double[] inOrder(String selector) {
    List<Double> all =
        new java.util.ArrayList<>(DoubleStream.of(values(selector)).boxed().toList());
    String example =
        (String) browser.run("return document.querySelector(arguments[0]).value", EXAMPLE);
    all.add(Integer.parseInt(example), all.remove(all.size() - 1));
    return all.stream().mapToDouble(value -> value).toArray();
  }

  private static double[] values(String selector) {
    return ((List<?>)
            browser.run(
                "return [...document.querySelectorAll(arguments[0])]"
                    + ".map(e => Number(e.dataset.value))",
                selector))
        .stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  /** The layer, written once more. */
  private static final class Glass {

    private final NeuronFrames.Normalised neuron;
    private final double mean;
    private final double std;
    private final double[] xhat;
    private final double[] y;

    Glass(NeuronFrames.Normalised neuron, double[] x) {
      this.neuron = neuron;
      mean = DoubleStream.of(x).average().getAsDouble();
      double sum = DoubleStream.of(x).map(value -> (value - mean) * (value - mean)).sum();
      std = Math.sqrt(sum / (x.length - 1) + neuron.epsilon());
      xhat = DoubleStream.of(x).map(value -> (value - mean) / std).toArray();
      y = DoubleStream.of(xhat).map(value -> neuron.gamma() * value + neuron.beta()).toArray();
    }

    double[] terms(int example) {
      int n = xhat.length;
      double[] dy = neuron.outputGradients();
      double scaled = 0;
      for (int i = 0; i < n; i++) {
        scaled += dy[i] * xhat[i];
      }
      double scale = neuron.gamma() / std;
      return new double[] {
        scale * dy[example],
        -scale * DoubleStream.of(dy).sum() / n,
        -scale * xhat[example] * scaled / (n - 1)
      };
    }

    double gradient(int example) {
      return DoubleStream.of(terms(example)).sum();
    }
  }
}
