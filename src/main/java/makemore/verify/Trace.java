package makemore.verify;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/**
 * Holds what a training run gave, from its first step to its names.
 *
 * @param arrays FLOAT64, under the names that they have in a {@link StateFile}
 * @param names none in single precision, in which rounding can decide a close draw
 */
public record Trace(Precision precision, Map<String, NDArray> arrays, List<String> names) {}
