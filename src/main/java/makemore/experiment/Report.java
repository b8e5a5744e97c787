package makemore.experiment;

import static makemore.inspect.NumberFormats.count;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.experiment.Outcome.Status;
import makemore.plot.Chart;
import makemore.plot.HtmlPage;
import makemore.plot.RunPage;
import makemore.run.RunResult;
import makemore.store.AtomicFiles;
import makemore.store.ExperimentFolder;
import tech.tablesaw.api.Table;

/** The report of an experiment: a table, what it means, and what went wrong. */
public record Report(
    Experiment experiment, List<Variant> variants, List<Outcome> outcomes, int seeds, int steps) {

  private List<Results> results() {
    return Results.of(variants, outcomes);
  }

  private ResultTable table() {
    return new ResultTable(experiment, results());
  }

  /**
   * Returns the report in Markdown, which also reads well on a terminal and ends with a line end.
   */
  public String text() {
    String deviation =
        seeds == 1
            ? "one seed, so the spread is not known."
            : String.format(
                "mean ± standard deviation over %d seeds; of layers, the least to the most."
                    + "\nOf a difference, ± its standard error; it is clear if Welch's t-test, with"
                    + " Holm's correction\nfor all comparisons of the table, gives it a probability"
                    + " below 0.05 by chance.",
                seeds);
    StringBuilder text = new StringBuilder(ResultTable.markdown(table().words()));
    text.append(String.format("\n%s; %s\n", count(steps, "step"), deviation));
    List<Results> all = results();
    text.append("\nThe answer: ").append(answer()).append('\n');
    if (experiment == Experiment.BREAK_IT) {
      Stream<String> lines =
          all.stream()
              .map(result -> result.variant().name() + ": " + Verdict.of(result, all).sentence());
      append(text, "Diagnosis, from the numbers", lines.toList());
    }
    append(text, "Diverged", messages(Status.DIVERGED));
    append(text, "Failed; repeat the command to try again", messages(Status.FAILED));
    return text.append('\n').toString();
  }

  private String answer() {
    return experiment == Experiment.RANGE
        ? results().stream()
            .map(result -> ExperimentCharts.leastLoss(result).text())
            .collect(Collectors.joining("; "))
        : Verdict.answer(results());
  }

  private static void append(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append('\n').append(title).append(":\n\n");
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
  }

  private List<String> messages(Status status) {
    return results().stream()
        .flatMap(result -> result.outcomes().stream())
        .filter(outcome -> outcome.status() == status)
        .map(outcome -> outcome.trial() + ": " + outcome.message())
        .toList();
  }

  /** Writes {@code comparison.csv} and {@code comparison.md}. */
  public void write(ExperimentFolder folder) throws IOException {
    String markdown = "# " + experiment.question() + "\n\n" + text().stripTrailing() + "\n";
    folder.write(markdown, table().numbers());
  }

  /**
   * Writes a page with the variants side by side into {@code plots}, and a page for the first run
   * of each variant into that run's folder. Returns the charts to draw into these folders.
   */
  public Map<Path, List<Chart>> writePages(ExperimentFolder folder) throws IOException {
    Path plots = AtomicFiles.makeFolder(folder.path().resolve("plots"));
    List<Chart> charts = new ExperimentCharts(experiment, results()).charts();
    List<HtmlPage.Column> columns =
        new ArrayList<>(List.of(new HtmlPage.Column("", "", List.of(), charts)));
    Map<Path, List<Chart>> images = new LinkedHashMap<>(Map.of(plots, charts));
    for (Results result : results()) {
      Optional<Outcome> drawn =
          result.outcomes().stream().filter(run -> run.numbers().isPresent()).findFirst();
      if (drawn.isPresent()) {
        RunResult run = RunResult.read(drawn.get().trial().folder());
        HtmlPage page = RunPage.of(run);
        Path index = page.write(AtomicFiles.makeFolder(run.plots()));
        images.put(index.getParent(), page.charts());
        Verdict verdict = Verdict.of(result, results());
        List<Chart.Verdict> verdicts =
            List.of(new Chart.Verdict(verdict.grade(), verdict.sentence()));
        String link = plots.relativize(index).toString().replace('\\', '/');
        columns.add(RunPage.column(result.variant().name(), link, verdicts, page));
      }
    }
    List<HtmlPage.Fact> facts =
        List.of(
            new HtmlPage.Fact("experiment", experiment.toString()),
            new HtmlPage.Fact("steps", String.format("%,d", steps)),
            new HtmlPage.Fact("seeds", String.valueOf(seeds)),
            new HtmlPage.Fact("answer", answer()));
    Optional<Table> table = Optional.of(table().words());
    new HtmlPage(experiment.question(), facts, List.of(), table, columns, Optional.empty())
        .write(plots);
    return images;
  }
}
