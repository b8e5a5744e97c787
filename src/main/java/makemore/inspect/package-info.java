/**
 * What happens inside a network: statistics and histograms, recorded while it trains, and what they
 * say is right and wrong.
 */
package makemore.inspect;
