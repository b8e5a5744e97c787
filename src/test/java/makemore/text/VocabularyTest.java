package makemore.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import makemore.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  /** An elephant, a code point of two UTF-16 units. */
  private static final String ELEPHANT = "\uD83D\uDC18";

  /** A character above the surrogates in UTF-16, but below every code point of two units. */
  private static final String HALF_WIDTH_A = "\uFF71";

  /** They are code points; the end is before a hyphen, which sorts before it. */
  @ParameterizedTest
  @CsvSource({
    "emma Zoë ava, .Zaemovë",
    "-a, .-a",
    ELEPHANT + HALF_WIDTH_A + "a, .a" + HALF_WIDTH_A + ELEPHANT
  })
  void charactersAreInPythonsOrderAfterTheEnd(String words, String vocabulary) {
    assertThat(Vocabulary.of(List.of(words.split(" "))).toString()).isEqualTo(vocabulary);
  }

  @Test
  void indexAndCharacterAreInverse() {
    Vocabulary vocabulary = Vocabulary.of(List.of("olivia", "Ольга", ELEPHANT));

    assertThat(vocabulary.size()).isEqualTo(12);
    for (int i = 0; i < vocabulary.size(); i++) {
      assertThat(vocabulary.indexOf(vocabulary.character(i).codePointAt(0))).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "' ', ␣",
    "'\u00A0', U+00A0",
    "'\u3000', U+3000",
    "'\u0308', U+0308",
    "'\u093E', U+093E",
    "'\uFE0F', U+FE0F",
    "'\u200D', U+200D",
    "'\u202E', U+202E",
    "'\u001B', U+001B",
    "a, a",
    "ễ, ễ",
    "神, 神"
  })
  void characterThatCannotBeSeenIsItsCode(String character, String visible) {
    assertThat(Vocabulary.of(List.of(character)).visible(1)).isEqualTo(visible);
  }

  @Test
  void unknownCharacterHasNoIndex() {
    assertThat(Vocabulary.of(List.of("emma")).indexOf('b')).isEqualTo(-1);
  }

  @Test
  void parseReadsWhatToStringWrote() {
    Vocabulary vocabulary = Vocabulary.of(List.of("emma", ELEPHANT + "Zoë"));

    Vocabulary parsed = Vocabulary.parse(vocabulary.toString());

    assertThat(parsed.toString()).isEqualTo(vocabulary.toString());
    assertThat(parsed.size()).isEqualTo(vocabulary.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", ".ba", ".aa"})
  void parseRefusesWhatIsNoVocabulary(String characters) {
    assertThrows(InvalidInputException.class, () -> Vocabulary.parse(characters));
  }
}
