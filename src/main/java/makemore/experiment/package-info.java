/** Variants of a network, trained with several seeds in processes of their own, and compared. */
package makemore.experiment;
