/** Drawing new names from a trained network. */
package makemore.sample;
