/** One training run, from its start to its result. */
package makemore.run;
