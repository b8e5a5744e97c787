/**
 * The layers of {@link makemore.nn}, faster for small arrays: in training they loop in Java between
 * the engine's matrix products.
 *
 * <p>Each is a subclass of the plain layer and has its parameters and its formulas. Only {@code
 * forward(input, true)} and the {@code backward} after it are other code; a trained network, and
 * DJL's own way in, where autograd may follow, run the plain pass.
 *
 * <p>Most arrays of a pass in training (outputs and gradients) are written again by the next one
 * and outlive the {@code NDScope} around it. Copy what you want to keep.
 */
package makemore.nn.fused;
