package makemore.experiment;

import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Finding.Grade;
import makemore.plot.Chart;
import makemore.plot.Chart.Kind;
import makemore.plot.Chart.Scale;
import makemore.plot.Points;
import makemore.plot.Series;
import makemore.train.Preset;
import makemore.train.Settings;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;

/** An experiment's charts, each point a mean over the runs of a variant. */
record ExperimentCharts(Experiment experiment, List<Results> results) {

  /** The part of the steps after which a loss that is least still falls. */
  private static final double STILL_FALLING = 0.9;

  /** Draws what was measured; a group of variants has charts of its own. */
  List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    charts.add(
        switch (experiment) {
          case DEPTH -> against("hidden layers", Scale.LINEAR, run -> run.hiddenLayers());
          case RANGE -> range();
          case LEARNING_RATE -> against("learning rate", Scale.LOG, run -> run.learningRate());
          default -> losses();
        });
    new TreeMap<>(Multimaps.index(results, result -> result.variant().group()).asMap())
        .forEach((group, members) -> charts.addAll(ofGroup(group, members)));
    return charts.stream().filter(chart -> !chart.table().isEmpty()).toList();
  }

  private Chart losses() {
    Points means = new Points(ColumnType.STRING, "error");
    for (Measure measure : List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)) {
      results.forEach(
          result -> add(means, result.variant().name(), result, measure, measure.toString()));
    }
    addDiverged(means, result -> result.variant().name());
    return summary("losses", "Losses of the finished networks", means)
        .axes("", "loss, in nats")
        .withXScale(Scale.CATEGORY);
  }

  /** Draws the validation loss against the number that the experiment varies. */
  private Chart against(String xTitle, Scale scale, ToDoubleFunction<Settings> x) {
    Points means = new Points("error");
    for (Results result : results) {
      if (result.count(Status.FINISHED) > 0) {
        Variant variant = result.variant();
        String series = variant.group().isEmpty() ? variant.name() : variant.group();
        double number = x.applyAsDouble(result.settings());
        add(means, number, result, Measure.VALIDATION_LOSS, series);
      }
    }
    addDiverged(means, result -> x.applyAsDouble(result.settings()));
    String title = "Loss against " + experiment.toString().replace('-', ' ');
    String name = title.toLowerCase(Locale.ROOT).replace(' ', '_');
    return summary(name, title, means).axes(xTitle, "validation loss, in nats").withXScale(scale);
  }

  /** Draws the loss over the rate that grew meanwhile. */
  private Chart range() {
    Points losses = new Points();
    for (Results result : results) {
      result
          .lossCurve()
          .forEach(
              (step, loss) -> {
                double rate = result.settings().learningRateAt(step.intValue());
                losses.add(rate, loss, result.variant().name());
              });
    }
    double own = Preset.MLP.settings().learningRate();
    return Chart.of(Kind.LINES, "range", "Loss while the learning rate grows", losses.table())
        .captioned()
        .axes("learning rate", "loss, in nats")
        .withXScale(Scale.LOG)
        .withYScale(scale(losses))
        .withMarkers(List.of(Chart.Marker.vertical(own, "the presets' rate")))
        .withVerdicts(results.stream().map(ExperimentCharts::leastLoss).toList());
  }

  /** Says from which rate on the loss no longer fell, while the rate grew. */
  static Chart.Verdict leastLoss(Results result) {
    Map<Double, Double> curve = result.lossCurve();
    double least = Collections.min(curve.entrySet(), Map.Entry.comparingByValue()).getKey();
    boolean still = least > STILL_FALLING * result.settings().steps();
    double rate = result.settings().learningRateAt((int) least);
    String text = still ? "still falls at the end, at" : "no longer falls from";
    text =
        String.format("%s: the loss %s a rate of about %.1g", result.variant().name(), text, rate);
    return new Chart.Verdict(Grade.NEUTRAL, text + (still ? "" : " on"));
  }

  /** Marks at the top where runs diverged. */
  private void addDiverged(Points means, Function<Results, Object> x) {
    double top = means.table().doubleColumn("y").max();
    for (Results result : results) {
      if (result.count(Status.DIVERGED) > 0 && Double.isFinite(top)) {
        means.add(x.apply(result), top, Series.ENDED + "diverged");
      }
    }
  }

  /** Makes a chart of means that says which variants diverged, if any. */
  private Chart summary(String name, String title, Points means) {
    List<Chart.Verdict> diverged =
        results.stream()
            .flatMap(result -> result.outcomes().stream())
            .filter(outcome -> outcome.status() == Status.DIVERGED)
            .map(outcome -> new Chart.Verdict(Grade.BAD, outcome.trial() + ": diverged, left out"))
            .toList();
    Chart.Verdict good = new Chart.Verdict(Grade.GOOD, "no run diverged");
    return Chart.of(Kind.LINES, name, title, means.table())
        .captioned()
        .withYScale(scale(means))
        .withVerdicts(diverged.isEmpty() ? List.of(good) : diverged);
  }

  private List<Chart> ofGroup(String group, Collection<Results> members) {
    Points losses = new Points();
    Points saturation = new Points("low", "high");
    Points gradients = new Points("low", "high");
    Points ended = new Points();
    for (Results result : members) {
      String name = result.variant().name();
      TreeMap<Double, Double> curve = new TreeMap<>(result.lossCurve());
      curve.forEach((step, loss) -> losses.add(step, loss, name));
      if (result.count(Status.FINISHED) == 0 && !curve.isEmpty()) {
        ended.add(curve.lastKey(), curve.lastEntry().getValue(), Series.ENDED + "diverged");
      }
      addLayers(saturation, result, Measure.SATURATED_AT_END);
      addLayers(gradients, result, Measure.LOG_GRADIENTS_AT_START);
    }
    losses.table().append(ended.table());
    return List.of(
        chart(group, "loss_curves", "Loss over the steps", "step", "loss, in nats", losses)
            .withXScale(Scale.LOG)
            .withYScale(scale(losses)),
        chart(group, "saturation", "Saturation", "hidden layer", "% saturated", saturation),
        captioned(
            chart(group, "gradients", "Gradients", "hidden layer", "log10 of the std", gradients)));
  }

  /** Says where the learning rates cannot have made a difference yet. */
  private Chart captioned(Chart gradients) {
    boolean rates = experiment == Experiment.LEARNING_RATE;
    String before = rates ? ", before any learning rate could matter" : "";
    return gradients.withCaption(String.format(gradients.caption(), before));
  }

  private static Chart chart(
      String group, String name, String title, String xTitle, String yTitle, Points curves) {
    String end = group.isEmpty() ? "" : "_" + group.replace('-', '_');
    String titleEnd = group.isEmpty() ? "" : ": " + group;
    return Chart.of(Kind.LINES, name, title + titleEnd, curves.table())
        .captioned()
        .withName(name + end)
        .axes(xTitle, yTitle);
  }

  private static Scale scale(Points curves) {
    DoubleColumn y = curves.table().doubleColumn("y");
    return Scale.fitting(y.min(), y.max());
  }

  /** Adds a point with its standard deviation; none where nothing was measured. */
  static void add(Points means, Object x, Results results, Measure measure, String series) {
    results.of(measure).forEach(runs -> means.add(x, runs.getMean(), series, Results.std(runs)));
  }

  /** Adds a point for each layer, the first at 1, with the least and the greatest of the runs. */
  static void addLayers(Points curves, Results results, Measure measure) {
    double layer = 1;
    for (DescriptiveStatistics runs : results.of(measure)) {
      String series = results.variant().name();
      curves.add(layer++, runs.getMean(), series, runs.getMin(), runs.getMax());
    }
  }
}
