/** The commands: options in, calls below, words out. */
package makemore.command;
