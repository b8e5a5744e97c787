/** From a file of names to a vocabulary, examples, and their split into three parts. */
package makemore.text;
