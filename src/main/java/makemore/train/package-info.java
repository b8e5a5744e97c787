/** Settings and presets, training by explicit steps, evaluation, and names, without files. */
package makemore.train;
