package makemore.experiment;

import java.util.Locale;
import makemore.train.Configuration;

/**
 * One row of an experiment.
 *
 * @param name what the row and its folder are called: lower-case letters, digits, dots and hyphens
 * @param group what it has in common with others that differ by one number: they share a curve;
 *     empty where there is no such number
 * @param control the name of the variant that this one is compared with; its own if none
 * @param options how a person asks {@code train} for it
 * @param configuration what is trained, the number of steps and the seed apart
 */
public record Variant(
    String name, String group, String control, String options, Configuration configuration) {

  /** A variant that is no experiment's, named after its options, of which there is one at least. */
  public static Variant own(String control, String options, Configuration configuration) {
    String name =
        options.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-", "");
    return new Variant(name, "", control, options, configuration);
  }
}
