package makemore.experiment;

import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import makemore.experiment.Outcome.Status;
import makemore.inspect.Grade;
import makemore.plot.Chart;
import makemore.plot.Chart.Kind;
import makemore.plot.Chart.Scale;
import makemore.train.Settings;
import tech.tablesaw.api.ColumnType;

record ExperimentCharts(Experiment experiment, List<Results> results) {

  /** What there is something to draw of; a group of variants has charts of its own. */
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
    Curves curves = Curves.over(ColumnType.STRING, "error");
    for (Measure measure : List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)) {
      results.forEach(
          result -> curves.add(result.variant().name(), result, measure, measure.toString()));
    }
    String differ = "Whether two networks differ clearly, the table says.";
    return summary("losses", "Losses of the finished networks", curves, differ)
        .axes("", "loss, in nats")
        .withXScale(Scale.CATEGORY);
  }

  /** The validation loss against what the experiment is named after. */
  private Chart against(String xTitle, Scale scale, ToDoubleFunction<Settings> x) {
    Curves curves = Curves.over(ColumnType.DOUBLE, "error");
    for (Results result : results) {
      if (result.count(Status.FINISHED) > 0) {
        Variant variant = result.variant();
        String series = variant.group().isEmpty() ? variant.name() : variant.group();
        double number = x.applyAsDouble(result.settings());
        curves.add(number, result, Measure.VALIDATION_LOSS, series);
      }
    }
    String title = "Loss against " + experiment.toString().replace('-', ' ');
    String name = title.toLowerCase(Locale.ROOT).replace(' ', '_');
    return summary(name, title, curves, "Seeds that diverged are left out.")
        .axes(xTitle, "validation loss, in nats")
        .withXScale(scale);
  }

  /** A chart of means, which says which variants diverged, or that none did. */
  private Chart summary(String name, String title, Curves curves, String caption) {
    List<Chart.Verdict> diverged =
        results.stream()
            .filter(result -> result.count(Status.DIVERGED) > 0)
            .map(result -> result.variant().name() + ": " + result.runs())
            .map(text -> new Chart.Verdict(Grade.BAD, text))
            .toList();
    Chart.Verdict good = new Chart.Verdict(Grade.GOOD, "no run diverged");
    String means = "The mean over the seeds; the bars are one standard deviation up and down. ";
    return Chart.of(Kind.LINES, name, title, curves.table())
        .withCaption(means + caption)
        .withYScale(curves.scale())
        .withVerdicts(diverged.isEmpty() ? List.of(good) : diverged);
  }

  private static List<Chart> ofGroup(String group, Collection<Results> members) {
    Curves losses = Curves.over(ColumnType.DOUBLE);
    Curves saturation = Curves.over(ColumnType.DOUBLE, "low", "high");
    Curves gradients = Curves.over(ColumnType.DOUBLE, "low", "high");
    for (Results result : members) {
      String name = result.variant().name();
      losses.addLoss(result);
      saturation.addLayers(result, Measure.SATURATED_AT_END, name);
      gradients.addLayers(result, Measure.LOG_GRADIENTS_AT_START, name);
    }
    String band = " The mean over the seeds, in a band from the least of them to the greatest.";
    return List.of(
        chart(group, "loss_curves", "Loss over the steps", "step", "loss, in nats", losses)
            .withYScale(losses.scale())
            .withCaption(
                "The mean of each stretch of steps, and over the seeds. The drop at three quarters"
                    + " is the learning rate's."),
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
      String group, String name, String title, String xTitle, String yTitle, Curves curves) {
    boolean all = group.isEmpty();
    return Chart.of(
            Kind.LINES,
            all ? name : name + "_" + group.replace('-', '_'),
            all ? title : title + ": " + group,
            curves.table())
        .axes(xTitle, yTitle);
  }
}
