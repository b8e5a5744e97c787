/**
 * From a file of names to a vocabulary, examples, and their split into three parts; and JSON that
 * someone else may have written.
 */
package makemore.text;
