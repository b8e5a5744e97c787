package makemore.plot;

/**
 * A shaded range of the x axis, from the bottom of the chart to its top.
 *
 * @param from where the range begins
 * @param to where it ends
 * @param label what is written in it, plain text, may be empty
 */
public record Band(double from, double to, String label) {}
