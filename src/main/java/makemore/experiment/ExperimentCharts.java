package makemore.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import makemore.experiment.Outcome.Status;
import makemore.plot.Chart;
import makemore.plot.Chart.Kind;
import makemore.plot.Chart.Scale;
import makemore.plot.ChartBuilder;
import makemore.plot.Verdict.Grade;

/**
 * The charts of an experiment.
 *
 * @param results what came of each variant, in the order of the table
 */
record ExperimentCharts(Experiment experiment, List<Results> results) {

  private static final String LOSS = "validation loss, in nats";

  /** What there is something to draw of; a group of variants has charts of its own. */
  List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    switch (experiment) {
      case DEPTH ->
          charts.add(
              against(
                  "loss_against_depth",
                  "Loss against depth",
                  "hidden layers",
                  Scale.LINEAR,
                  result -> result.variant().configuration().architecture().hiddenLayers()));
      case LEARNING_RATE ->
          charts.add(
              against(
                  "loss_against_learning_rate",
                  "Loss against learning rate",
                  "learning rate",
                  Scale.LOG,
                  result -> result.variant().configuration().schedule().learningRate()));
      default -> charts.add(losses());
    }
    Map<String, List<Results>> groups =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.variant().group(), TreeMap::new, Collectors.toList()));
    groups.forEach((group, members) -> charts.addAll(ofGroup(group, members)));
    return charts.stream().filter(chart -> !chart.table().isEmpty()).toList();
  }

  private Chart losses() {
    Curves curves = Curves.overWords();
    for (Measure measure : List.of(Measure.TRAIN_LOSS, Measure.VALIDATION_LOSS)) {
      results.forEach(
          result -> curves.add(result.variant().name(), result, measure, measure.toString()));
    }
    return withVerdicts(
        Chart.builder(Kind.LINES, "losses", "Losses of the finished networks")
            .caption(
                "The mean over the seeds; the bars are one standard deviation up and down. Where"
                    + " the bars of two networks overlap, they cannot be told apart.")
            .axes("", "loss, in nats")
            .xScale(Scale.CATEGORY)
            .table(curves.table()));
  }

  private Chart against(
      String name, String title, String xTitle, Scale scale, ToDoubleFunction<Results> x) {
    Curves curves = Curves.overNumbers();
    for (Results result : results) {
      if (result.count(Status.FINISHED) > 0) {
        String group = result.variant().group();
        String series = group.isEmpty() ? result.variant().name() : group;
        curves.add(x.applyAsDouble(result), result, Measure.VALIDATION_LOSS, series);
      }
    }
    return withVerdicts(
        Chart.builder(Kind.LINES, name, title)
            .caption(
                "The mean over the seeds that are not broken; the bars are one standard deviation up and"
                    + " down. Where all are broken there is no point.")
            .axes(xTitle, LOSS)
            .xScale(scale)
            .table(curves.table()));
  }

  /** Says which variants are broken, or that none is. */
  private Chart withVerdicts(ChartBuilder chart) {
    List<Results> broken =
        results.stream().filter(result -> result.count(Status.BROKEN) > 0).toList();
    broken.forEach(
        result -> chart.verdict(Grade.BAD, result.variant().name() + ": " + result.runs()));
    return (broken.isEmpty() ? chart.verdict(Grade.GOOD, "no run is broken") : chart).build();
  }

  private static List<Chart> ofGroup(String group, List<Results> members) {
    Curves losses = Curves.overNumbers();
    Curves saturation = Curves.overNumbers();
    Curves gradients = Curves.overNumbers();
    for (Results result : members) {
      String name = result.variant().name();
      losses.addLoss(result);
      saturation.addLayers(result, Measure.SATURATED_AT_END, name);
      gradients.addLayers(result, Measure.LOG_GRADIENTS_AT_START, name);
    }
    return List.of(
        chart(group, "loss_curves", "Loss over the steps", "step", "log10 of the loss")
            .table(losses.withoutErrors())
            .caption(
                "The mean of each stretch of steps, and over the seeds. The drop at three quarters"
                    + " is the learning rate's.")
            .build(),
        chart(group, "saturation", "Saturation", "hidden layer", "% saturated")
            .table(saturation.table())
            .caption(
                "Percent of each tanh layer's outputs beyond 0.97, at the last step. Where a tanh is"
                    + " saturated, hardly any gradient passes.")
            .build(),
        chart(group, "gradients", "Gradients", "hidden layer", "log10 of the std")
            .table(gradients.table())
            .caption(
                "The standard deviation of the gradient at each tanh layer's output, at the start."
                    + " A level curve is healthy; one that falls or rises by powers of ten means"
                    + " that some layers learn and others do not.")
            .build());
  }

  private static ChartBuilder chart(
      String group, String name, String title, String xTitle, String yTitle) {
    boolean all = group.isEmpty();
    return Chart.builder(
            Kind.LINES,
            all ? name : name + "_" + group.replace('-', '_'),
            all ? title : title + ": " + group)
        .axes(xTitle, yTitle);
  }
}
