package makemore.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import makemore.train.Preset;
import makemore.train.Settings;
import makemore.train.SettingsBuilder;

/**
 * One row of an experiment.
 *
 * @param name what the row and its folder are called: lower-case letters, digits, dots and hyphens
 * @param group what it has in common with others that differ by one number: they share a curve;
 *     empty where there is no such number
 * @param control the name of the variant that this one is compared with; its name if there is none
 */
public record Variant(String name, String group, String control, Settings settings) {

  Variant(String name, String control, Settings settings) {
    this(name, "", control, settings);
  }

  /** Makes the user's own variant, named after its options, at least one. */
  public static Variant of(String control, String options, Settings settings) {
    String name =
        options.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-", "");
    return new Variant(name, control, settings);
  }

  /** The preset and what differs from it, such as "deep init=PLAIN gain=1.0 lastLayerGain=1.0". */
  String description() {
    List<Map.Entry<String, Object>> lesson =
        Stream.of(Preset.values())
            .filter(preset -> preset.toString().equals(settings.preset()))
            .flatMap(preset -> SettingsBuilder.stream(preset.settings()))
            .toList();
    return SettingsBuilder.stream(settings)
        .filter(setting -> !lesson.contains(setting))
        .map(setting -> " " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining("", settings.preset(), ""));
  }
}
