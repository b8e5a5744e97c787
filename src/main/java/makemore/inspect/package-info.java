/** What happens inside a network: statistics, recorded while it trains. */
package makemore.inspect;
