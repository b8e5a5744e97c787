/** Variants of a network, trained with several seeds one after the other, and compared. */
package makemore.experiment;
