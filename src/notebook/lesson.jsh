import ai.djl.engine.Engine;
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.nn.norm.BatchNorm;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import makemore.inspect.*;
import makemore.nn.*;
import makemore.plot.*;
import makemore.random.*;
import makemore.sample.Sampler;
import makemore.text.*;
import makemore.train.*;
import makemore.verify.GradientCheck;
import tech.tablesaw.api.*;

Locale.setDefault(Locale.ENGLISH);
TorchEngine.configure(); // quiet, offline, one thread; before anything else touches DJL
var manager = NDManager.newBaseManager();

void print(String format, Object... values) {
  System.out.println(format.formatted(values));
}

var words = WordFile.read(Path.of("../../data/names.txt")).words();
var vocabulary = Vocabulary.of(words);
var split = Split.of(words, vocabulary, 3);

print("%,d words: %s, ...", words.size(), String.join(", ", words.subList(0, 5)));
print("vocabulary: %d characters, %s", vocabulary.size(), vocabulary);
print(
    "examples: %,d to train, %,d to validate, %,d to test",
    split.train().size(), split.validation().size(), split.test().size());

var own = Examples.of(List.of(words.get(0)), vocabulary, 3);
for (int i = 0; i < own.size(); i++) {
  String characters =
      Arrays.stream(own.contexts(), 3 * i, 3 * i + 3)
          .mapToObj(vocabulary::character)
          .collect(Collectors.joining());
  print("%s -> %s", characters, vocabulary.character(own.targets()[i]));
}

var generator = TorchGenerator.manualSeed(2147483647L);
var C = generator.randn(manager, new Shape(27, 10));
var W1 = generator.randn(manager, new Shape(30, 200));
var b1 = generator.randn(manager, new Shape(200));
var W2 = generator.randn(manager, new Shape(200, 27));
var b2 = generator.randn(manager, new Shape(27));

var crossEntropy = new CrossEntropy();
var batch = new Batches(generator, split.train(), 32).next(manager);
var x = batch.contexts().oneHot(27).matMul(C).reshape(-1, 30); // (32, 30)
var h = x.matMul(W1).add(b1).tanh(); // (32, 200)
var logits = h.matMul(W2).add(b2); // (32, 27)
var loss = crossEntropy.forward(logits, batch.targets());

var surest = logits.softmax(1).max(new int[] {1}); // the probability of the likeliest character
print("loss %.2f, of uniform predictions it would be ln 27 = %.4f", loss.getFloat(), Math.log(27));
print("standard deviation of the logits: %.1f", Statistics.of(logits.toFloatArray()).std());
print(
    "of 32 predictions %d give one character more than 90%%; %d are right",
    surest.gt(0.9).countNonzero().getLong(),
    logits.argMax(1).eq(batch.targets()).countNonzero().getLong());

for (double gain : new double[] {1, 0.1, 0.01, 0}) {
  var smaller = h.matMul(W2.mul(gain));
  float value = crossEntropy.forward(smaller, batch.targets()).getFloat();
  print("last weights x %.2f: loss %.4f", gain, value);
}

BufferedImage curves(String title, String xTitle, String yTitle, Map<String, double[][]> curves) {
  var x = DoubleColumn.create("x");
  var y = DoubleColumn.create("y");
  var series = StringColumn.create("series");
  curves.forEach(
      (name, points) -> {
        for (int i = 0; i < points[0].length; i++) {
          x.append(points[0][i]);
          y.append(points[1][i]);
          series.append(name);
        }
      });
  var chart = Chart.of(Chart.Kind.LINES, "curves", title, Table.create(x, y, series));
  return PngRenderer.image(chart.axes(xTitle, yTitle), 800);
}

BufferedImage histograms(String title, Map<String, NDArray> arrays) {
  Map<String, double[][]> curves = new LinkedHashMap<>();
  arrays.forEach(
      (name, array) -> {
        var histogram = Histogram.of(array.toFloatArray(), 24);
        double[][] points = new double[2][24];
        for (int i = 0; i < 24; i++) {
          points[0][i] = (histogram.edges()[i] + histogram.edges()[i + 1]) / 2;
          points[1][i] = histogram.density()[i];
        }
        curves.put(name, points);
      });
  return curves(title, "value", "density", curves);
}

histograms("the hidden layer at step 0", new TreeMap<>(Map.of("tanh", h)))

var column = IntColumn.create("x");
var row = IntColumn.create("y");
var white = DoubleColumn.create("value");
float[] ys = h.toFloatArray();
for (int i = 0; i < ys.length; i++) {
  column.append(i % 200);
  row.append(i / 200);
  white.append(Math.abs(ys[i]) > 0.99 ? 1 : 0);
}

var map = Chart.of(Chart.Kind.CELLS, "map", "saturated (white)", Table.create(column, row, white));
PngRenderer.image(map.axes("neuron", "example"), 800)

Map<String, NDArray> hidden = new LinkedHashMap<>();
void tryWeights(String name, double scale) {
  var y = x.matMul(W1.mul(scale)).tanh();
  float[] values = y.toFloatArray();
  print(
      "W1 %-15s std %.2f  saturated %4.1f%%  slope %.2f",
      name,
      Statistics.of(values).std(),
      Statistics.saturatedPercent(values, 0.97),
      y.square().neg().add(1).mean().getFloat());
  hidden.put(name, y);
}
tryWeights("as drawn", 1);
tryWeights("x 3 / sqrt 30", 3 / Math.sqrt(30));
tryWeights("x 5/3 / sqrt 30", 5.0 / 3 / Math.sqrt(30));
tryWeights("x 0.5 / sqrt 30", 0.5 / Math.sqrt(30));

histograms("the hidden layer with other weights", hidden)

int n = 32;
double eps = 1e-5;

NDArray drawn(long... shape) {
  return generator.randn(manager, new Shape(shape)).toType(DataType.FLOAT64, false);
}

NDArray sum(NDArray a) {
  return a.sum(new int[] {0}); // over the batch
}

var in = drawn(n, 5).mul(3).add(2); // x: 32 examples of 5 neurons, with mean 2 and std 3
var gamma = drawn(5);
var beta = drawn(5);

NDArray fromXhat(NDArray xhat) {
  return xhat.mul(gamma).add(beta);
}

NDArray fromStd(NDArray diff, NDArray std) {
  return fromXhat(diff.div(std));
}

NDArray fromVariance(NDArray diff, NDArray variance) {
  return fromStd(diff, variance.add(eps).sqrt());
}

NDArray fromDiff(NDArray diff) {
  return fromVariance(diff, sum(diff.square()).div(n - 1));
}

NDArray fromX(NDArray x) {
  return fromDiff(x.sub(sum(x).div(n)));
}

var mean = sum(in).div(n);
var diff = in.sub(mean);
var variance = sum(diff.square()).div(n - 1);
var std = variance.add(eps).sqrt();
var xhat = diff.div(std);
var out = fromXhat(xhat);

print("neuron 0 of x:    mean %.2f, std %.2f", mean.getDouble(0), std.getDouble(0));
var xhatMean = sum(xhat).div(n).getDouble(0);
var xhatStd = Math.sqrt(sum(xhat.square()).div(n - 1).getDouble(0));
print("neuron 0 of xhat: mean %.2f, std %.2f", Math.abs(xhatMean), xhatStd);
print("fromX goes all the way: %s", fromX(in).equals(out));

var G = drawn(n, 5);

NDArray autograd(NDArray at, UnaryOperator<NDArray> rest) {
  var leaf = at.duplicate();
  leaf.setRequiresGradient(true);
  try (var collector = Engine.getInstance().newGradientCollector()) {
    collector.backward(rest.apply(leaf).mul(G).sum());
  }
  return leaf.getGradient();
}

NDArray centralDifferences(NDArray at, UnaryOperator<NDArray> rest) {
  double[] values = at.toDoubleArray();
  double[] slopes = new double[values.length];
  for (int i = 0; i < values.length; i++) {
    double[] end = new double[2];
    for (int k = 0; k < 2; k++) {
      double[] moved = values.clone();
      moved[i] += k == 0 ? -1e-6 : 1e-6;
      end[k] = rest.apply(manager.create(moved, at.getShape())).mul(G).sum().getDouble();
    }
    slopes[i] = (end[1] - end[0]) / 2e-6;
  }
  return manager.create(slopes, at.getShape());
}

double difference(NDArray ours, NDArray expected) {
  return ours.sub(expected).abs().max().getDouble() / expected.abs().max().getDouble();
}

void check(String name, NDArray ours, NDArray at, UnaryOperator<NDArray> rest) {
  try (var scope = new NDScope()) {
    double fromAutograd = difference(ours, autograd(at, rest));
    double fromDifferences = difference(ours, centralDifferences(at, rest));
    boolean right = fromAutograd < 1e-12 && fromDifferences < 1e-6;
    String verdict = right ? "right" : "WRONG by %.1e".formatted(fromAutograd);
    print("%-10s %-8s %s", name, ours.getShape(), verdict);
  }
}

var dgamma = sum(G.mul(xhat));
var dbeta = sum(G);
var dxhat = G.mul(gamma);
var dstd = sum(dxhat.mul(diff)).neg().div(std.square());
var dvariance = dstd.div(std.mul(2));
var ddiff = dxhat.div(std).add(diff.mul(dvariance).mul(2.0 / (n - 1)));
var dmean = sum(ddiff).neg();
var dx = ddiff.add(dmean.div(n));

check("dgamma", dgamma, gamma, g -> xhat.mul(g).add(beta));
check("dbeta", dbeta, beta, b -> xhat.mul(gamma).add(b));
check("dxhat", dxhat, xhat, v -> fromXhat(v));
check("dstd", dstd, std, v -> fromStd(diff, v));
check("dvariance", dvariance, variance, v -> fromVariance(diff, v));
check("ddiff", ddiff, diff, v -> fromDiff(v));
check("dmean", dmean, mean, v -> fromDiff(in.sub(v)));
check("dx", dx, in, v -> fromX(v));

NDArray inOneLine(double below) {
  return G.sub(dbeta.div(n)).sub(xhat.mul(dgamma).div(below)).mul(gamma).div(std);
}

check("with n - 1", inOneLine(n - 1), in, v -> fromX(v));
check("with n", inOneLine(n), in, v -> fromX(v));

var first = new Linear(30, 200, false);
first.setInitializer(new InitialValues(5.0 / 3, true, 1), "weight"); // N(0, 1) x 5/3 / sqrt(30)
var last = new Linear(200, 27, true);
last.setInitializer(new InitialValues(1, false, 0.01), "weight"); // N(0, 1) x 0.01
last.setInitializer(new InitialValues(1, false, 0), "bias"); // drawn, then x 0
var norm = new BatchNorm1d(200, 0, 0.001, true); // keeps the running standard deviation
var shallow = new Network(new Embedding(27, 10), new FlattenConsecutive(3), first, norm, new Tanh(), last);

var generator = TorchGenerator.manualSeed(2147483647L);
shallow.initialize(manager, new Shape(1, 3));
var batches = new Batches(generator, split.train(), 32);

float step(Network network, Batch batch, double learningRate) {
  var logits = network.forward(batch.contexts(), true);
  float loss = crossEntropy.forward(logits, batch.targets()).getFloat();
  network.backward(crossEntropy.backward());
  network.gradients().forEach((p, gradient) -> p.getArray().subi(gradient.mul(learningRate)));
  return loss;
}

for (int i = 0; i <= 2000 && !Thread.interrupted(); i++) {
  try (var scope = new NDScope()) { // closes the arrays of the step
    float loss = step(shallow, batches.next(manager), 0.1);
    if (i % 500 == 0) {
      print("%4d: %s", i, loss);
    }
  }
}

var deep =
    new Network(
        new Embedding(27, 10),
        new FlattenConsecutive(3),
        new Linear(30, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 27, false), new BatchNorm1d(27));

var generator = TorchGenerator.manualSeed(2147483647L);
deep.initialize(manager, new Shape(1, 3));
deep.layers().get(deep.layers().size() - 1).value("gamma").muli(0.1);
var batches = new Batches(generator, split.train(), 32);
print("%,d parameters", deep.parameterCount());

double learningRate = 0.1;
int lastStep = 3000;
double[][] losses = new double[2][lastStep / 50 + 1]; // steps, and means of 50
Map<String, double[][]> ratios = new LinkedHashMap<>();
BufferedImage outputs, gradients, weightGradients;

Map<String, NDArray> ofTanhs(Network network, Function<Layer, NDArray> what) {
  Map<String, NDArray> arrays = new LinkedHashMap<>();
  for (Layer layer : network.layers()) {
    if (layer instanceof Tanh) {
      double std = Statistics.of(what.apply(layer).toFloatArray()).std();
      String number = std < 0.01 ? "%.1e".formatted(std) : "%.2f".formatted(std);
      arrays.put("tanh %d: std %s".formatted(arrays.size() + 1, number), what.apply(layer));
    }
  }
  return arrays;
}

Map<String, NDArray> ofWeights(Network network) {
  Map<String, NDArray> arrays = new LinkedHashMap<>();
  network.gradients().forEach(
      (parameter, gradient) -> {
        if (gradient.getShape().dimension() == 2) {
          float[] data = parameter.getArray().toFloatArray();
          double ratio = Statistics.of(gradient.toFloatArray()).std() / Statistics.of(data).std();
          int number = network.parameters().indexOf(parameter);
          arrays.put("%d %s: %.1e".formatted(number, gradient.getShape(), ratio), gradient);
        }
      });
  return arrays;
}

for (int i = 0; i <= lastStep && !Thread.interrupted(); i++) {
  try (var scope = new NDScope()) {
    Batch batch = batches.next(manager);

    NDArray logits = deep.forward(batch.contexts(), true);
    NDArray loss = crossEntropy.forward(logits, batch.targets());
    deep.backward(crossEntropy.backward());
    for (var parameter : deep.gradients().entrySet()) {
      NDArray data = parameter.getKey().getArray();
      NDArray update = parameter.getValue().mul(learningRate);
      if (data.getShape().dimension() == 2 && i % 100 == 0) {
        double ratio =
            Statistics.of(update.toFloatArray()).std() / Statistics.of(data.toFloatArray()).std();
        int number = deep.parameters().indexOf(parameter.getKey());
        String name = "%d %s".formatted(number, data.getShape());
        double[][] curve = ratios.computeIfAbsent(name, key -> new double[2][lastStep / 100 + 1]);
        curve[0][i / 100] = i;
        curve[1][i / 100] = Math.log10(ratio);
      }
      data.subi(update);
    }

    losses[0][(i + 49) / 50] = (i + 49) / 50 * 50;
    losses[1][(i + 49) / 50] += loss.getFloat() / (i == 0 ? 1 : 50);
    if (i % 500 == 0) {
      print("%4d: %s", i, loss.getFloat());
    }
    if (i == lastStep) {
      outputs = histograms("outputs of the tanh layers", ofTanhs(deep, Layer::output));
      gradients = histograms("gradients at these outputs", ofTanhs(deep, Layer::outputGradient));
      weightGradients = histograms("gradients of the weights", ofWeights(deep));
    }
  }
}

curves("training loss", "step", "loss", Map.of("mean of 50", losses))

outputs

gradients

weightGradients

curves("update : data ratio", "step", "log10 ratio", ratios)

Map<String, double[][]> outputStds = new LinkedHashMap<>();
Map<String, double[][]> gradientStds = new LinkedHashMap<>();

double std(NDArray array) {
  return Statistics.of(array.toFloatArray()).std();
}

double[] stds(Network network, Function<Layer, NDArray> what) {
  return ofTanhs(network, what).values().stream().mapToDouble(array -> std(array)).toArray();
}

double saturated(Network network) {
  return ofTanhs(network, Layer::output).values().stream()
      .mapToDouble(y -> Statistics.saturatedPercent(y.toFloatArray(), 0.97))
      .average()
      .getAsDouble();
}

double[][] logarithms(double[] stds) {
  return new double[][] {{1, 2, 3, 4, 5}, Arrays.stream(stds).map(Math::log10).toArray()};
}

String lookInside(String name, Network network, double learningRate) {
  double[] outputs = stds(network, Layer::output);
  double[] gradients = stds(network, Layer::outputGradient);
  outputStds.put(name, logarithms(outputs));
  gradientStds.put(name, logarithms(gradients));
  var linear = network.layers().stream().filter(Linear.class::isInstance).skip(2).findFirst().get();
  var gradient = linear.gradients().get(linear.getParameters().get("weight"));
  return "%4.2f %4.2f   %5.1f%%   %.1e %.1e   %4.1f"
      .formatted(
          outputs[0], outputs[4], saturated(network), gradients[0], gradients[4],
          Math.log10(learningRate * std(gradient) / std(linear.value("weight"))));
}

void tryOut(String name, Settings settings, double learningRate) {
  var network = Layers.PLAIN.network(settings, vocabulary.size());
  var generator = TorchGenerator.manualSeed(2147483647L);
  network.initialize(manager, new Shape(1, 3));
  var batches = new Batches(generator, split.train(), 32);
  double loss = 0;
  String start = "";
  for (int i = 0; i < 100 && !Thread.interrupted(); i++) {
    try (var scope = new NDScope()) {
      loss += step(network, batches.next(manager), learningRate) * (i < 50 ? 0 : 0.02);
      if (i == 0) {
        start = lookInside(name, network, learningRate);
      }
      if (i == 99) {
        boolean lost = loss > Math.log(27); // the digits of such a loss are made by rounding
        double flat = saturated(network);
        String most = lost && flat > 50 ? "> 50%" : "%.1f%%".formatted(flat);
        String end = lost ? "> 3.30" : "%.2f".formatted(loss);
        print("%-22s %s   %6s   %s", name, start, most, end);
      }
    }
  }
}

var plain = Preset.DEEP.settings(); // scaled weights with the gain 5/3, no batch norm
var normed = Preset.DEEP_BN.settings(); // the network of section 5

print("%22s outputs       sat.   gradients         update     sat.   loss", "");
tryOut("gain 5/3", plain, 0.1);
tryOut("gain 3", plain.withGain(3), 0.1);
tryOut("gain 0.5", plain.withGain(0.5), 0.1);
tryOut("no scaling", plain.withScaledInit(false), 0.1);
tryOut("rate x 10", plain, 1);
tryOut("batch norm", normed, 0.1);
tryOut("batch norm, gain 3", normed.withGain(3), 0.1);
tryOut("batch norm, gain 0.5", normed.withGain(0.5), 0.1);
tryOut("batch norm, no scaling", normed.withScaledInit(false), 0.1);
tryOut("batch norm, rate x 10", normed, 1);

curves("outputs at step 0, from layer to layer", "tanh", "log10 std", outputStds)

curves("gradients at step 0, from layer to layer", "tanh", "log10 std", gradientStds)

TorchGenerator.manualSeed(2147483647L);
var signal = generator.randn(manager, new Shape(1000, 1));
var matrix = generator.randn(manager, new Shape(1000, 1000));
var gradOut = generator.randn(manager, new Shape(1000));

var product = new Linear(1000, 1000, false);
product.setInitializer((m, shape, type) -> matrix.transpose(), "weight"); // W x on paper is x W here
product.initialize(manager, new Shape(1, 1000));
var products = product.forward(signal.reshape(1, 1000), true);

void stds(String what, NDArray... arrays) {
  var stds = Stream.of(arrays).map(array -> "%.4f".formatted(Statistics.of(array.toFloatArray()).std()));
  print("%-42s %s", what, stds.collect(Collectors.joining("  ")));
}

void backward(NDArray gradProducts) {
  var gradSignal = product.backward(gradProducts.reshape(1, 1000));
  var gradMatrix = product.gradients().values().iterator().next();
  stds("gradients: products, matrix, signal", gradProducts, gradMatrix, gradSignal);
}

stds("signal, matrix, products", signal, matrix, products);
backward(gradOut);

var oneFeature = new BatchNorm1d(1); // mean and variance of the 1,000 products
oneFeature.initialize(manager, new Shape(1000, 1));
var normalised = oneFeature.forward(products.reshape(1000, 1), true);
stds("signal, matrix, products, normalised", signal, matrix, products, normalised);
backward(oneFeature.backward(gradOut.reshape(1000, 1)));

var loss = Evaluation.of(deep, split, manager);
print("train %.3f, validation %.3f, test %.3f", loss.train(), loss.validation(), loss.test());

var sampler = new Sampler(deep, vocabulary, 3);
var names = sampler.sample(manager, TorchGenerator.manualSeed(2147483657L), 1, "");
names.limit(8).forEach(System.out::println);

class Relu extends Layer {
  private NDArray x;

  protected NDArray forwardPass(NDArray x, boolean training) {
    this.x = x;
    return x.maximum(0);
  }

  protected NDArray backwardPass(NDArray gradOutput) {
    return gradOutput.mul(x.gt(0).toType(x.getDataType(), false));
  }
}

print("Relu is right: %s", GradientCheck.of(new Relu(), new Shape(3, 5)).passes());

class Relu extends Layer {
  protected NDArray forwardPass(NDArray x, boolean training) {
    return x.maximum(0);
  }

  protected NDArray backwardPass(NDArray gradOutput) {
    return gradOutput.maximum(0);
  }
}

print("Relu is right: %s", GradientCheck.of(new Relu(), new Shape(3, 5)).passes());

void fromZero(String name, Settings settings) {
  var network = Layers.PLAIN.network(settings, vocabulary.size());
  var generator = TorchGenerator.manualSeed(2147483647L);
  network.initialize(manager, new Shape(1, 3));
  network.parameters().forEach(parameter -> parameter.getArray().muli(0));
  var batches = new Batches(generator, split.train(), 32);
  for (int i = 0; i < 1000 && !Thread.interrupted(); i++) {
    try (var scope = new NDScope()) {
      step(network, batches.next(manager), 0.1);
    }
  }
  var moved =
      network.parameters().stream()
          .filter(parameter -> parameter.getArray().countNonzero().getLong() > 0)
          .map(parameter -> parameter.getName() + " " + parameter.getShape())
          .toList();
  print("%s: of %d parameters %s is not 0", name, network.parameters().size(), moved);
  print("validation loss %.2f", Evaluation.loss(network, split.validation(), manager));
}

fromZero("no batch norm", plain);
fromZero("batch norm", normed);

double[] counts = new double[27];
for (int target : split.train().targets()) {
  counts[target]++;
}
double entropy = 0;
for (int target : split.validation().targets()) {
  entropy -= Math.log(counts[target] / split.train().size());
}
print("the characters' frequencies alone give %.2f", entropy / split.validation().size());

Layer[] folded(Network network) {
  List<Layer> layers = new ArrayList<>();
  Linear linear = null;
  for (Layer layer : network.layers()) {
    if (layer instanceof BatchNorm1d) {
      var scale = layer.value("gamma").div(layer.value("runningVar").add(1e-5).sqrt());
      var weight = linear.value("weight").mul(scale);
      var bias = layer.value("beta").sub(layer.value("runningMean").mul(scale));
      var one = new Linear(weight.getShape().get(0), weight.getShape().get(1), true);
      ParameterValues.set(one.getParameters().get("weight"), weight);
      ParameterValues.set(one.getParameters().get("bias"), bias);
      layers.add(one);
    } else if (layer instanceof Linear next) {
      linear = next;
    } else {
      layers.add(layer);
    }
  }
  return layers.toArray(Layer[]::new);
}

var shorter = new Network(deep.embedding(), folded(deep));

double largest = 0;
double largestLogit = 0;
for (int from = 0; from < split.validation().size(); from += 1000) {
  try (var scope = new NDScope()) {
    int to = Math.min(from + 1000, split.validation().size());
    long[] range = LongStream.range(from, to).toArray();
    var contexts = Batch.of(manager, split.validation(), range).contexts();
    var expected = deep.forward(contexts, false);
    var difference = shorter.forward(contexts, false).sub(expected);
    largest = Math.max(largest, difference.abs().max().getFloat());
    largestLogit = Math.max(largestLogit, expected.abs().max().getFloat());
  }
}
print("%d layers are %d", deep.layers().size(), shorter.layers().size());
print("validation: %,d examples, the largest logit %.2f", split.validation().size(), largestLogit);
print("the largest difference is %.1e", largest);
double again = Evaluation.loss(shorter, split.validation(), manager);
print("validation loss %.4f and %.4f", loss.validation(), again);

var norm = new BatchNorm1d(2);
norm.initialize(manager, new Shape(2, 2));
var a = manager.create(new float[] {1, 2, 3, 5}, new Shape(2, 2)); // (1, 2) with (3, 5)
var b = manager.create(new float[] {1, 2, 0, 9}, new Shape(2, 2)); // (1, 2) with (0, 9)

for (boolean training : new boolean[] {true, false}) {
  float with35 = norm.forward(a, training).getFloat(0, 0);
  float with09 = norm.forward(b, training).getFloat(0, 0);
  float mean = norm.value("runningMean").getFloat(0);
  print(
      "training %-5s: 1 becomes %5.2f or %5.2f; running mean then %.3f",
      training, with35, with09, mean);
}
try {
  norm.forward(manager.ones(new Shape(1, 2)), true);
} catch (IllegalArgumentException e) {
  print("%s", e.getMessage());
}

var four = manager.create(new float[] {1, 2, 3, 6}, new Shape(4, 1)); // sum((x - mean)^2) = 14

void show(String whose, NDArray y, NDArray mean, NDArray variance) {
  print(
      "%s: 6 becomes %.4f; the running mean %.2f, the running variance %.4f",
      whose, y.getFloat(3, 0), mean.getFloat(0), variance.getFloat(0));
}

var norm = new BatchNorm1d(1); // momentum 0.1
norm.initialize(manager, new Shape(4, 1));
show("ours, 0.1", norm.forward(four, true), norm.value("runningMean"), norm.value("runningVar"));

for (float momentum : new float[] {0.9f, 0.1f}) {
  var mean = manager.zeros(new Shape(1));
  var variance = manager.ones(new Shape(1));
  var one = manager.ones(new Shape(1));
  var zero = manager.zeros(new Shape(1));
  var y = BatchNorm.batchNorm(four, mean, variance, one, zero, 1, momentum, 1e-5f, true).head();
  show("DJL,  %.1f".formatted(momentum), y, mean, variance);
}
print("3 / sqrt(14/3) = %.4f", 3 / Math.sqrt(14 / 3.0));
print("3 / sqrt(14/4) = %.4f", 3 / Math.sqrt(14 / 4.0));

var in = manager.create(new float[] {1, 2, 3, 6, 0, 4, 2, 2}, new Shape(4, 2));
var norm = new BatchNorm1d(2);
norm.initialize(manager, new Shape(4, 2));

var without = norm.forward(in, true);
var with = norm.forward(in.add(100), true);
var dx = norm.backward(manager.create(new float[] {1, 0, -2, 3, 5, 1, 4, -1}, new Shape(4, 2)));
var dbias = dx.sum(new int[] {0});

float change = with.sub(without).abs().max().getFloat();
print("a bias of 100 changes the output by less than 1e-4: %s", change < 1e-4);
print("its gradient is below 1e-4: %s", dbias.abs().max().getFloat() < 1e-4);
print("while gradients of single examples go up to %.2f", dx.abs().max().getFloat());

var saturated = sum(h.abs().gt(0.99).toType(DataType.FLOAT32, false)); // of 32 examples
print("of 200 neurons saturated at least once: %d", saturated.gt(0).countNonzero().getLong());
print("for at least half of the examples: %d", saturated.gte(16).countNonzero().getLong());
print("for all of them, and so dead: %d", saturated.eq(32).countNonzero().getLong());
var slopes = x.matMul(W1).add(b1).add(100).tanh().square().neg().add(1);
print("with 100 added before the tanh, slopes that are not 0: %d", slopes.countNonzero().getLong());

var table = new Embedding(3, 1);
table.initialize(manager, new Shape(1, 4));
var looked = table.forward(manager.create(new long[] {1, 1, 1, 2}, new Shape(1, 4)), true);
table.backward(looked.onesLike());
for (var gradient : table.gradients().values()) {
  print("rows 0, 1, 2 of the table: gradients %s", Arrays.toString(gradient.toFloatArray()));
}

var linear = new Linear(2, 3, true);
linear.initialize(manager, new Shape(5, 2));
linear.forward(manager.ones(new Shape(5, 2)), true);
linear.backward(manager.ones(new Shape(5, 3)));
var dbias = linear.gradients().get(linear.getParameters().get("bias"));
print("a bias added to 5 examples: gradient %s", Arrays.toString(dbias.toFloatArray()));
