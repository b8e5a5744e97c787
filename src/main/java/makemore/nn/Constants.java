package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers as arrays, made once: an operation with a Java number makes an array of it each time,
 * which takes longer than the operation itself at these sizes.
 */
final class Constants {

  private final Map<Double, NDArray> arrays = new HashMap<>();

  /** A number, of the shape (), and of the type of an array with which it is to be combined. */
  NDArray scalar(double value, NDArray like) {
    NDArray array = arrays.get(value);
    if (array == null || array.isReleased() || array.getDataType() != like.getDataType()) {
      array = like.getManager().create(value).toType(like.getDataType(), false);
      // It is to outlive the step that needs it first.
      NDScope.unregister(array);
      arrays.put(value, array);
    }
    return array;
  }
}
