package makemore.experiment;

import java.util.List;
import java.util.Locale;

/**
 * One row of an experiment: a network that differs from others by its options alone.
 *
 * @param name what the row and its folder are called: lower-case letters, digits, dots and hyphens
 * @param group what it has in common with others that differ by one number: they share a curve;
 *     empty where there is no such number
 * @param control the name of the variant that this one is compared with; its own if none
 * @param options the options of {@code train} that make it
 */
public record Variant(String name, String group, String control, List<String> options) {

  /**
   * A variant made of options alone, named after them.
   *
   * @param control the name of the variant that it is compared with
   * @param options the options of {@code train}, at least one, each with its value as one text
   * @return the variant
   */
  public static Variant own(String control, List<String> options) {
    String name =
        String.join("-", options)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.]+", "-")
            .replaceAll("^-", "");
    return new Variant(name, "", control, options);
  }

  static Variant of(String name, String control, String options) {
    return new Variant(name, "", control, List.of(options.split(" ")));
  }

  /** One of a group, named after the group and the number. */
  static Variant of(String group, String number, String controlGroup, String options) {
    return new Variant(
        group + "-" + number, group, controlGroup + "-" + number, List.of(options.split(" ")));
  }
}
