package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "kitten, kitten",
    "sittin, sitting",
    "kitte, kitten",
    "kkitten, kitten",
    "mittens, kitten",
    "s, dog",
    "'', dog"
  })
  void hintIsTheWordWithTheFewestChanges(String typed, String nearest) {
    assertThat(Nearest.hint(typed, List.of("kitten", "sitting", "dog")))
        .isEqualTo("; did you mean '" + nearest + "'?");
  }
}
