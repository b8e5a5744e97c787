package makemore.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/** The transpose of a matrix, a view, which is made anew only for another matrix. */
final class Transpose {

  private NDArray matrix;
  private NDArray view;

  NDArray of(NDArray other) {
    if (other != matrix || view.isReleased()) {
      if (view != null) {
        view.close();
      }
      matrix = other;
      view = other.swapAxes(0, 1);
      // It is to outlive the step that needs it first.
      NDScope.unregister(view);
    }
    return view;
  }
}
