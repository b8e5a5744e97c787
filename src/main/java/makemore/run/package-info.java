/** One training run, from its start to what came of it. */
package makemore.run;
