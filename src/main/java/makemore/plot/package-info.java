/**
 * Defines each chart once, then draws it as an image and as part of a page. The renderers know
 * nothing of networks; {@link makemore.plot.RunPage} makes the charts of a run.
 */
package makemore.plot;
