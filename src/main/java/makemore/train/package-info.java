/** Training a network by explicit steps, evaluating it, and keeping what came of it. */
package makemore.train;
