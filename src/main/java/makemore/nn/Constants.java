package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Small arrays that a layer needs at each step, made once.
 *
 * <p>An operation with a Java number makes an array of it each time, which takes longer than the
 * operation itself at these sizes.
 */
final class Constants {

  private record Key(String kind, double value, DataType dataType) {}

  private final Map<Key, NDArray> arrays = new HashMap<>();

  /** A number, of the shape (), and of the type of an array with which it is to be combined. */
  NDArray scalar(double value, NDArray like) {
    DataType type = like.getDataType();
    return kept(
        new Key("scalar", value, type),
        like,
        manager ->
            type == DataType.FLOAT64 ? manager.create(value) : manager.create((float) value));
  }

  /**
   * The identity matrix, whose row k is the one-hot vector of k, of the shape (size, size), and of
   * the type of an array with which it is to be combined.
   */
  NDArray identity(long size, NDArray like) {
    DataType type = like.getDataType();
    return kept(
        new Key("identity", size, type),
        like,
        manager -> manager.eye((int) size, (int) size, 0, type));
  }

  private NDArray kept(Key key, NDArray like, Function<NDManager, NDArray> maker) {
    NDArray array = arrays.get(key);
    if (array == null || array.isReleased()) {
      array = maker.apply(like.getManager());
      // It is to outlive the step that needs it first.
      NDScope.unregister(array);
      arrays.put(key, array);
    }
    return array;
  }
}
