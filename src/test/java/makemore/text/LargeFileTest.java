package makemore.text;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million words of 1 to 13 letters. */
class LargeFileTest {

  private static final int WORDS = 1_000_000;

  private static final ThreadMXBean THREAD =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @TempDir private static Path folder;
  private static Path file;
  private static int letters;

  @BeforeAll
  static void writeFile() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      int length = 1 + random.nextInt(13);
      letters += length;
      random.ints(length, 'a', 'z' + 1).forEach(text::appendCodePoint);
      text.append('\n');
    }
    file = Files.writeString(folder.resolve("million.txt"), text);
  }

  @Test
  void millionWordsAreReadInAFewTimesTheirOwnMemory() {
    long before = THREAD.getCurrentThreadAllocatedBytes();

    WordFile words = WordFile.read(file);

    assertThat(words.words()).hasSize(WORDS);
    assertThat(THREAD.getCurrentThreadAllocatedBytes() - before).isLessThan(400L * WORDS);
  }

  /**
   * A context of three numbers and a target take 16 bytes of an array; an object for each character
   * would take another 16 at least.
   */
  @Test
  void millionWordsBecomeExamplesWithoutAnObjectForEachCharacter() {
    WordFile words = WordFile.read(file);
    Vocabulary vocabulary = Vocabulary.of(words.words());
    long before = THREAD.getCurrentThreadAllocatedBytes();

    Split split = Split.of(words.words(), vocabulary, 3);

    int examples = split.train().size() + split.validation().size() + split.test().size();
    assertThat(examples).isEqualTo(WORDS + letters);
    assertThat(THREAD.getCurrentThreadAllocatedBytes() - before).isLessThan(24L * examples);
  }
}
