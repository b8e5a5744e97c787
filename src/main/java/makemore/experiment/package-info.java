/**
 * Several variants of a network, each trained with several seeds, in processes of their own, and
 * compared.
 */
package makemore.experiment;
