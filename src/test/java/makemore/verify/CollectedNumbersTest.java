package makemore.verify;

import static com.google.common.truth.Truth.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import makemore.nn.Layer;
import makemore.nn.Network;
import makemore.train.Layers;
import makemore.train.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The garbage collector may run between autograd's forward and backward passes. DJL makes a tensor
 * of the number in {@code x.div(3)}, and its memory is free as soon as the garbage is collected.
 */
class CollectedNumbersTest {

  private static final Cleaner CLEANER = Cleaner.create();

  /** Waits until the direct buffers that are garbage by now are free, and their memory used. */
  private static void collectGarbage() {
    for (int i = 0; i < 3; i++) {
      AtomicBoolean collected = new AtomicBoolean();
      CLEANER.register(new Object(), () -> collected.set(true));
      while (!collected.get()) {
        System.gc();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"DEEP_BN", "WAVENET"})
  void autogradOfPlainLayersReadsNoFreedMemory(Preset preset) {
    assertThat(embeddingGradient(preset, true)).isEqualTo(embeddingGradient(preset, false));
  }

  private static float[] embeddingGradient(Preset preset, boolean collects) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector autograd = Engine.getInstance().newGradientCollector()) {
      Engine.getInstance().setRandomSeed(1);
      Network network = Layers.PLAIN.network(preset.settings(), 27);
      Shape shape = new Shape(32, preset.settings().blockSize());
      network.initialize(manager, DataType.FLOAT32, shape);
      NDArray contexts = manager.arange((int) shape.size()).reshape(shape);
      NDList input = new NDList(contexts.mod(27).toType(DataType.INT64, false));
      ParameterStore store = new ParameterStore(manager, false);
      NDArray logits = network.forward(store, input, true).singletonOrThrow();
      NDArray loss = logits.logSoftmax(1).square().sum();
      if (collects) {
        collectGarbage();
      }
      autograd.backward(loss);
      return network.getParameters().valueAt(0).getArray().getGradient().toFloatArray();
    }
  }

  /**
   * y = 3x; garbage is collected before autograd goes back through it in double precision, once.
   */
  private static final class Triple extends Layer {
    private boolean collected;

    @Override
    protected NDArray forwardPass(NDArray x, boolean training) {
      NDArray y = x.mul(3.0);
      if (x.hasGradient() && x.getDataType() == DataType.FLOAT64 && !collected) {
        collected = true;
        collectGarbage();
      }
      return y;
    }

    @Override
    protected NDArray backwardPass(NDArray gradOutput) {
      return gradOutput.mul(3.0);
    }
  }

  @Test
  void gradientCheckIsNotMisledByFreedMemory() {
    Triple layer = new Triple();
    GradientCheck check = GradientCheck.of(layer, new Shape(4, 5));
    assertThat(layer.collected).isTrue();
    assertThat(check.passes()).isTrue();
  }
}
