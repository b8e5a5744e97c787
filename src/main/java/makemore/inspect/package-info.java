/**
 * Shows what happens inside a network: records statistics and histograms while it trains, and
 * judges them.
 */
package makemore.inspect;
