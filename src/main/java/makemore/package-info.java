/** The program that learns names and invents new ones. */
package makemore;
