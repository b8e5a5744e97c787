package makemore.plot;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all classes the same browser, which JUnit closes at the end; skips them where none is. */
final class SharedBrowser implements ExecutionCondition, ParameterResolver {

  private static final String MISSING =
      "no browser here; on Debian: apt-get install chromium chromium-driver";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Browser.isInstalled()) {
      return ConditionEvaluationResult.enabled("");
    }
    System.err.println("The page is not tested: " + MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Browser.class))
        .computeIfAbsent(Browser.class);
  }
}
