/** PyTorch's and Python's random numbers: the same seed gives the same draws. */
package makemore.random;
