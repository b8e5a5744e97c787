/** One training run in its folder: how it is made, gone on with, and opened again. */
package makemore.run;
