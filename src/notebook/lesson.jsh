import ai.djl.engine.Engine;
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.nn.Parameter;
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
  long[] context = new long[3];
  own.copyContext(i, context, 0);
  String characters =
      Arrays.stream(context)
          .mapToObj(k -> vocabulary.character((int) k))
          .collect(Collectors.joining());
  print("%s -> %s", characters, vocabulary.character(own.target(i)));
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
  var small = h.matMul(W2.mul(gain));
  print("last weights x %.2f: loss %.4f", gain, crossEntropy.forward(small, batch.targets()).getFloat());
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
        var histogram = Histogram.of(array.toFloatArray(), 50);
        double[][] points = new double[2][50];
        for (int i = 0; i < 50; i++) {
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

NDArray fromXhat(NDArray xhat) { return xhat.mul(gamma).add(beta); }
NDArray fromStd(NDArray diff, NDArray std) { return fromXhat(diff.div(std)); }
NDArray fromVariance(NDArray diff, NDArray variance) { return fromStd(diff, variance.add(eps).sqrt()); }
NDArray fromDiff(NDArray diff) { return fromVariance(diff, sum(diff.square()).div(n - 1)); }
NDArray fromX(NDArray x) { return fromDiff(x.sub(sum(x).div(n))); }

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
    print("%-10s %-8s %s", name, ours.getShape(), right ? "right" : "WRONG by %.1e".formatted(fromAutograd));
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
last.setInitializer(InitialValues.DRAWN.withGain(0.01), "weight");
last.setInitializer(InitialValues.DRAWN_TIMES_ZERO, "bias");
var norm = new BatchNorm1d(200, 0, 0.001, BatchNorm1d.RunningStatistic.STANDARD_DEVIATION);
var shallow = new Network(new Embedding(27, 10), first, norm, new Tanh(), last);

var generator = TorchGenerator.manualSeed(2147483647L);
shallow.initialize(manager, generator, new Shape(1, 3));
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
        new Linear(30, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 100, false), new BatchNorm1d(100), new Tanh(),
        new Linear(100, 27, false), new BatchNorm1d(27));

var generator = TorchGenerator.manualSeed(2147483647L);
deep.initialize(manager, generator, new Shape(1, 3));
deep.layers().get(deep.layers().size() - 1).value("gamma").muli(0.1);
var batches = new Batches(generator, split.train(), 32);
print("%,d parameters", deep.parameterCount());

double learningRate = 0.1;
int lastStep = 3000;
double[] steps = IntStream.rangeClosed(0, lastStep).asDoubleStream().toArray();
double[] losses = new double[lastStep + 1];
Map<String, double[][]> ratios = new LinkedHashMap<>();
BufferedImage outputs, gradients, weightGradients;

for (int i = 0; i <= lastStep && !Thread.interrupted(); i++) {
  try (var scope = new NDScope()) {
    Batch batch = batches.next(manager);

    NDArray logits = deep.forward(batch.contexts(), true);
    NDArray loss = crossEntropy.forward(logits, batch.targets());
    deep.backward(crossEntropy.backward());
    for (var parameter : deep.gradients().entrySet()) {
      NDArray data = parameter.getKey().getArray();
      NDArray update = parameter.getValue().mul(learningRate);
      if (data.getShape().dimension() == 2 && i % 10 == 0) {
        double ratio =
            Statistics.of(update.toFloatArray()).std() / Statistics.of(data.toFloatArray()).std();
        String name = "parameter " + deep.parameters().indexOf(parameter.getKey()) + " " + data.getShape();
        ratios.computeIfAbsent(name, key -> new double[2][lastStep / 10 + 1])[0][i / 10] = i;
        ratios.get(name)[1][i / 10] = Math.log10(ratio);
      }
      data.subi(update);
    }

    losses[i] = Math.log10(loss.getFloat());
    if (i % 500 == 0) {
      print("%4d: %s", i, loss.getFloat());
    }
    if (i == lastStep) {
      outputs = PngRenderer.image(LayerCharts.outputs(deep), 800);
      gradients = PngRenderer.image(LayerCharts.gradients(deep), 800);
      weightGradients = PngRenderer.image(LayerCharts.weightGradients(deep), 800);
    }
  }
}

curves("training loss", "step", "log10 loss", Map.of("each step", new double[][] {steps, losses}))

outputs

gradients

weightGradients

curves("update : data ratio", "step", "log10 ratio", ratios)
