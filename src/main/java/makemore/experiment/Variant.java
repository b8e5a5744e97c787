package makemore.experiment;

import java.util.Locale;

/**
 * One row of an experiment.
 *
 * @param name what the row and its folder are called: lower-case letters, digits, dots and hyphens
 * @param group what it has in common with others that differ by one number: they share a curve;
 *     empty where there is no such number
 * @param control the name of the variant that this one is compared with; its name if there is none
 * @param options those of {@code train}, with a space between two
 */
public record Variant(String name, String group, String control, String options) {

  /** A variant that is no experiment's, named after its options, of which there is one at least. */
  public static Variant of(String control, String options) {
    String name =
        options.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-", "");
    return new Variant(name, "", control, options);
  }

  /** The one of this group that has a number. */
  Variant with(String option, String number) {
    String end = "-" + number;
    return new Variant(name + end, name, control + end, options + " " + option + number);
  }
}
