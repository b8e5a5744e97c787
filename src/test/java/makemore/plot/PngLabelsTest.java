package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PngLabelsTest {

  private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 1500, 800);

  @Test
  void aLabelAloneStandsAtItsPoint() {
    Rectangle2D box = at(100, 100);
    assertThat(PngLabels.places(List.of(box), AREA)).containsExactly(box);
  }

  @Test
  void aHundredAndFiftyLabelsInACrowdAllFindAPlaceAndDoNotOverlap() {
    Random random = new Random(1);
    List<Rectangle2D> boxes =
        IntStream.range(0, 150)
            .mapToObj(i -> at(750 + 60 * random.nextGaussian(), 400 + 60 * random.nextGaussian()))
            .toList();
    List<Rectangle2D> places = PngLabels.places(boxes, AREA);
    for (int i = 0; i < 150; i++) {
      for (int j = 0; j < i; j++) {
        assertWithMessage("%s and %s", i, j)
            .that(places.get(i).intersects(places.get(j)))
            .isFalse();
      }
      for (int j = 0; j < 150; j++) {
        boolean own = i == j && places.get(i).equals(boxes.get(i));
        boolean covers =
            places.get(i).contains(boxes.get(j).getCenterX(), boxes.get(j).getCenterY());
        assertWithMessage("label %s on dot %s", i, j).that(covers && !own).isFalse();
      }
      assertThat(AREA.contains(places.get(i))).isTrue();
      assertThat(places.get(i).isEmpty()).isFalse();
    }
  }

  @Test
  void whereThereIsNoRoomThePlaceIsEmpty() {
    List<Rectangle2D> boxes = List.of(at(15, 12), at(15, 12));
    List<Rectangle2D> places = PngLabels.places(boxes, new Rectangle2D.Double(0, 0, 30, 24));
    assertThat(places.stream().map(Rectangle2D::isEmpty).toList()).containsExactly(true, true);
  }

  /** Dark pixels are letters, of the labels and of the numbers at the axes. */
  @Test
  void aDotWithoutATextIsPale() {
    assertThat(darkPixels(151)).isLessThan(darkPixels(150) / 2);
  }

  private static long darkPixels(int points) {
    BufferedImage image = PngRenderer.image(ExampleCharts.crowd("crowd", points), 1600);
    int[] pixels = image.getRGB(0, 0, 1600, image.getHeight(), null, 0, 1600);
    return Arrays.stream(pixels).filter(pixel -> (pixel & 0xFF) < 0x50).count();
  }

  private static Rectangle2D at(double x, double y) {
    return new Rectangle2D.Double(x - 9, y - 7.5, 18, 15);
  }
}
