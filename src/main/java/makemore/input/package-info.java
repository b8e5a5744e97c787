/** What is wrong with what was given, in the user's words: files, options, and JSON. */
package makemore.input;
