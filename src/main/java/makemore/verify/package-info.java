/** Checks every gradient and every number, against finite differences, autograd and PyTorch. */
package makemore.verify;
