package makemore.plot;

import tech.tablesaw.api.Table;

/**
 * A chart at one moment.
 *
 * @param label the moment, such as the step
 * @param table the chart's numbers then, with the columns of the chart's kind and as many series as
 *     in every other frame; the series' names may differ
 */
public record Frame(String label, Table table) {}
