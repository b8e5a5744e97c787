/** Says what is wrong with files, options and JSON, in the user's words. */
package makemore.input;
