package makemore.experiment;

import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Finding.Grade;
import makemore.plot.Chart;
import makemore.plot.Chart.Kind;
import makemore.plot.Chart.Scale;
import makemore.train.Settings;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** An experiment's charts, each point a mean over the runs of a variant. */
record ExperimentCharts(Experiment experiment, List<Results> results) {

  /** Draws what was measured; a group of variants has charts of its own. */
  List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    charts.add(
        switch (experiment) {
          case DEPTH -> against("hidden layers", Scale.LINEAR, run -> run.hiddenLayers());
          case LEARNING_RATE -> against("learning rate", Scale.LOG, run -> run.learningRate());
          default -> losses();
        });
    new TreeMap<>(Multimaps.index(results, result -> result.variant().group()).asMap())
        .forEach((group, members) -> charts.addAll(ofGroup(group, members)));
    return charts.stream().filter(chart -> !chart.table().isEmpty()).toList();
  }

  private Chart losses() {
    Table curves = curves(ColumnType.STRING, "error");
    for (Measure measure : List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)) {
      results.forEach(
          result -> add(curves, result.variant().name(), result, measure, measure.toString()));
    }
    String differ = "The table says whether two networks differ clearly.";
    return summary("losses", "Losses of the finished networks", curves, differ)
        .axes("", "loss, in nats")
        .withXScale(Scale.CATEGORY);
  }

  /** Draws the validation loss against the number that the experiment varies. */
  private Chart against(String xTitle, Scale scale, ToDoubleFunction<Settings> x) {
    Table curves = curves(ColumnType.DOUBLE, "error");
    for (Results result : results) {
      if (result.count(Status.FINISHED) > 0) {
        Variant variant = result.variant();
        String series = variant.group().isEmpty() ? variant.name() : variant.group();
        double number = x.applyAsDouble(result.settings());
        add(curves, number, result, Measure.VALIDATION_LOSS, series);
      }
    }
    String title = "Loss against " + experiment.toString().replace('-', ' ');
    String name = title.toLowerCase(Locale.ROOT).replace(' ', '_');
    return summary(name, title, curves, "Seeds that diverged are left out.")
        .axes(xTitle, "validation loss, in nats")
        .withXScale(scale);
  }

  /** Makes a chart of means that says which variants diverged, if any. */
  private Chart summary(String name, String title, Table curves, String caption) {
    List<Chart.Verdict> diverged =
        results.stream()
            .filter(result -> result.count(Status.DIVERGED) > 0)
            .map(result -> result.variant().name() + ": " + result.runs())
            .map(text -> new Chart.Verdict(Grade.BAD, text))
            .toList();
    Chart.Verdict good = new Chart.Verdict(Grade.GOOD, "no run diverged");
    String means = "The mean over the seeds; the bars are one standard deviation up and down. ";
    return Chart.of(Kind.LINES, name, title, curves)
        .withCaption(means + caption)
        .withYScale(scale(curves))
        .withVerdicts(diverged.isEmpty() ? List.of(good) : diverged);
  }

  private static List<Chart> ofGroup(String group, Collection<Results> members) {
    Table losses = curves(ColumnType.DOUBLE);
    Table saturation = curves(ColumnType.DOUBLE, "low", "high");
    Table gradients = curves(ColumnType.DOUBLE, "low", "high");
    for (Results result : members) {
      String name = result.variant().name();
      result.lossCurve().forEach((step, loss) -> add(losses, step, loss, name));
      addLayers(saturation, result, Measure.SATURATED_AT_END);
      addLayers(gradients, result, Measure.LOG_GRADIENTS_AT_START);
    }
    String band = " The mean over the seeds, in a band from the least of them to the greatest.";
    return List.of(
        chart(group, "loss_curves", "Loss over the steps", "step", "loss, in nats", losses)
            .withYScale(scale(losses))
            .withCaption(
                "The mean over each stretch of steps and over the seeds. The loss drops at three"
                    + " quarters of the steps, where the learning rate does."),
        chart(group, "saturation", "Saturation", "hidden layer", "% saturated", saturation)
            .withCaption(
                "Percent of each tanh layer's outputs beyond 0.97, at the last step. Where a tanh is"
                    + " saturated, hardly any gradient passes."
                    + band),
        chart(group, "gradients", "Gradients", "hidden layer", "log10 of the std", gradients)
            .withCaption(
                "The standard deviation of the gradient at each tanh layer's output, at step 0. A"
                    + " level curve is healthy; one that falls or rises by powers of ten means"
                    + " that some layers learn and others do not."
                    + band));
  }

  private static Chart chart(
      String group, String name, String title, String xTitle, String yTitle, Table curves) {
    String end = group.isEmpty() ? "" : "_" + group.replace('-', '_');
    String titleEnd = group.isEmpty() ? "" : ": " + group;
    return Chart.of(Kind.LINES, name + end, title + titleEnd, curves).axes(xTitle, yTitle);
  }

  private static Scale scale(Table curves) {
    return Scale.fitting(curves.doubleColumn("y").min(), curves.doubleColumn("y").max());
  }

  /** Makes an empty table of points over numbers or words. */
  static Table curves(ColumnType x, String... bars) {
    Table table =
        Table.create(x.create("x"), DoubleColumn.create("y"), StringColumn.create("series"));
    Stream.of(bars).map(DoubleColumn::create).forEach(table::addColumns);
    return table;
  }

  /** Adds a point with its standard deviation; none where nothing was measured. */
  static void add(Table curves, Object x, Results results, Measure measure, String series) {
    results.of(measure).forEach(runs -> add(curves, x, runs.getMean(), series, Results.std(runs)));
  }

  /** Adds a point for each layer, the first at 1, with the least and the greatest of the runs. */
  static void addLayers(Table curves, Results results, Measure measure) {
    double layer = 1;
    for (DescriptiveStatistics runs : results.of(measure)) {
      String series = results.variant().name();
      add(curves, layer++, runs.getMean(), series, runs.getMin(), runs.getMax());
    }
  }

  private static void add(Table curves, Object x, double y, String series, double... bars) {
    curves.column("x").appendObj(x);
    curves.doubleColumn("y").append(y);
    curves.stringColumn("series").append(series);
    for (int i = 0; i < bars.length; i++) {
      curves.doubleColumn(i + 3).append(bars[i]);
    }
  }
}
