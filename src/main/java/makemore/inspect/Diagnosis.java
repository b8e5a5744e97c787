package makemore.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import makemore.inspect.Finding.Cause;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;
import makemore.inspect.Measurements.TanhStatistics;

/**
 * What is right and wrong with a run, derived from its numbers alone: the symptoms, by the rules of
 * the lesson and of cs231n; what is likely behind them; and the damage, which the loss shows beside
 * that of models that only count. Only damage makes a run bad.
 */
public record Diagnosis(List<Finding> findings) {

  public static Diagnosis of(Measurements run) {
    List<Finding> findings = new ArrayList<>();
    if (run.batchNorm()) {
      findings.add(TrainingRules.batchStatistics(run));
    }
    findings.add(TrainingRules.startLoss(run));
    findings.add(TrainingRules.updates(run));
    findings.add(LayerRules.saturation(run, run.start(), run.end()));
    if (run.end().size() > 1) {
      findings.add(LayerRules.activations(run));
      findings.add(LayerRules.gradients(run));
    }
    findings.add(LayerRules.deadNeurons(run));
    findings.add(TrainingRules.lastLayer(run));
    Finding loss = TrainingRules.finalLoss(run);
    if (!loss.isWrong()) {
      findings.replaceAll(Finding::atMostWarning);
    }
    findings.add(loss);
    findings.add(TrainingRules.validationLoss(run));
    return new Diagnosis(List.copyOf(findings));
  }

  /** Finds what the rules say of a topic: nothing if they need more layers or steps. */
  public List<Finding> about(Topic topic) {
    return findings.stream().filter(finding -> finding.topic() == topic).toList();
  }

  /** Judges the saturation of one hidden layer alone, counted from 0. */
  public static Finding ofHiddenLayer(Measurements run, int i) {
    return LayerRules.saturation(run, run.start().subList(i, i + 1), run.end().subList(i, i + 1));
  }

  /** Orders hidden layers by how many of their neurons are dead, nearly so, or saturated. */
  public static Comparator<TanhStatistics> byDeath() {
    return LayerRules.BY_DEATH;
  }

  /** The grade of the loss, or a warning if the loss is good and a symptom has a likely cause. */
  public Grade grade() {
    Grade symptom = cause().isPresent() ? main().orElseThrow().grade() : Grade.GOOD;
    Grade loss = loss().grade();
    return loss().isWrong() || loss.compareTo(symptom) > 0 ? loss : symptom;
  }

  /** What the loss says. */
  public Finding loss() {
    return about(Topic.FINAL_LOSS).get(0);
  }

  /** The likely cause of what is wrong, where the numbers tell. */
  public Optional<Cause> cause() {
    return main().flatMap(Finding::cause);
  }

  /**
   * Chooses the symptom that best says what is wrong: one with a likely cause before others, then
   * the worst, then the one nearest to a cause.
   */
  public Optional<Finding> main() {
    Comparator<Finding> first = Comparator.comparing(finding -> finding.cause().isEmpty());
    return findings.stream()
        .filter(finding -> finding.isWrong() && finding.topic() != Topic.FINAL_LOSS)
        .min(
            first
                .thenComparing(Finding::grade, Comparator.reverseOrder())
                .thenComparing(finding -> finding.cause().map(Cause::ordinal).orElse(0))
                .thenComparing(Finding::topic));
  }

  /** Says what the loss shows and the main symptom, but no cause. */
  public String symptoms() {
    String then = loss().isWrong() ? ". Symptom: " : ". Worth a look: ";
    return loss().sentence() + main().map(symptom -> then + symptom.sentence()).orElse("");
  }

  /**
   * Says what the loss shows, the main symptom, and its likely cause; of a loss that is not wrong,
   * a symptom without a likely cause is left to its chart.
   */
  public String sentence() {
    if (!loss().isWrong() && cause().isEmpty()) {
      return (loss().grade() == Grade.GOOD ? "nothing wrong: " : "") + loss().sentence();
    }
    return symptoms() + cause().map(known -> ". Likely cause: " + known).orElse("");
  }
}
