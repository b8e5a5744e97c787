package makemore.plot;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelPlacesTest {

  private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 1500, 800);

  @Test
  void aLabelAloneStandsAtItsPoint() {
    Rectangle2D box = LabelPlaces.around(100, 100, 20, 16);
    assertThat(LabelPlaces.of(List.of(box), AREA)).containsExactly(Optional.of(box));
  }

  @Test
  void aHundredAndFiftyLabelsInACrowdAllFindAPlaceAndDoNotOverlap() {
    Random random = new Random(1);
    List<Rectangle2D> boxes =
        IntStream.range(0, 150)
            .mapToObj(i -> at(750 + 60 * random.nextGaussian(), 400 + 60 * random.nextGaussian()))
            .toList();
    List<Rectangle2D> places =
        LabelPlaces.of(boxes, AREA).stream().map(Optional::orElseThrow).toList();
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
    }
  }

  @Test
  void whereThereIsNoRoomThereIsNoPlace() {
    List<Rectangle2D> boxes = List.of(at(15, 12), at(15, 12));
    assertThat(LabelPlaces.of(boxes, new Rectangle2D.Double(0, 0, 30, 24)))
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void whatTheFontLacksIsWrittenAsItsCodePoint() {
    Font font = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    assertThat(PngLabels.writable("é", font)).isEqualTo("é");
    String unassigned = "\uD83F\uDFFD";
    assertThat(PngLabels.writable(unassigned, font)).isEqualTo("U+1FFFD");
    String han = PngLabels.writable("中", font);
    assertThat(han).isEqualTo(font.canDisplay('中') ? "中" : "U+4E2D");
  }

  private static Rectangle2D at(double x, double y) {
    return LabelPlaces.around(x, y, 18, 15);
  }
}
