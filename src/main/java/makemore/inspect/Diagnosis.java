package makemore.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import makemore.inspect.Finding.Grade;
import makemore.inspect.Finding.Topic;

/**
 * What is right and wrong with a run, derived from its numbers alone: the rules of the lesson and
 * of cs231n, with one set of thresholds.
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
    findings.add(TrainingRules.finalLoss(run));
    findings.add(TrainingRules.validationLoss(run));
    return new Diagnosis(List.copyOf(findings));
  }

  /** Finds what the rules say of a topic: nothing if they need more layers or steps. */
  public List<Finding> about(Topic topic) {
    return findings.stream().filter(finding -> finding.topic() == topic).toList();
  }

  /** Judges the saturation of the last hidden layer alone. */
  public static Finding lastHiddenLayer(Measurements run) {
    int n = run.end().size();
    return LayerRules.saturation(run, run.start().subList(n - 1, n), run.end().subList(n - 1, n));
  }

  public Grade grade() {
    return main().grade();
  }

  /**
   * Chooses the finding that best says what is wrong: among the worst, one with a known cause
   * before others, then the one nearest to a cause.
   */
  public Finding main() {
    return findings.stream()
        .min(
            Comparator.comparing(Finding::grade, Comparator.reverseOrder())
                .thenComparing(finding -> finding.cause().isEmpty())
                .thenComparing(Finding::topic))
        .orElseThrow();
  }

  /** Names the most likely cause and what shows it: "the learning rate is too high: ...". */
  public String sentence() {
    if (grade().compareTo(Grade.NEUTRAL) <= 0) {
      return "nothing wrong";
    }
    return main().cause().map(cause -> cause + ": ").orElse("") + main().sentence();
  }
}
