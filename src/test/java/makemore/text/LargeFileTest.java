package makemore.text;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {

  private static final int WORDS = 100_000;

  private static final ThreadMXBean THREAD =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /**
   * Words of 1 to 13 letters are read in a few times their own memory. A context of three numbers
   * and a target take 16 bytes of an array; an object for each character would take another 16 at
   * least.
   */
  @Test
  void manyWordsBecomeExamplesInLittleMemory(@TempDir Path folder) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      random.ints(1 + random.nextInt(13), 'a', 'z' + 1).forEach(text::appendCodePoint);
      text.append('\n');
    }
    Path file = Files.writeString(folder.resolve("many.txt"), text);

    long before = THREAD.getCurrentThreadAllocatedBytes();
    WordFile words = WordFile.read(file);
    long read = THREAD.getCurrentThreadAllocatedBytes() - before;
    Vocabulary vocabulary = Vocabulary.of(words.words());
    before = THREAD.getCurrentThreadAllocatedBytes();
    Split split = Split.of(words.words(), vocabulary, 3);
    long made = THREAD.getCurrentThreadAllocatedBytes() - before;

    assertThat(words.words()).hasSize(WORDS);
    assertThat(read).isLessThan(400L * WORDS);
    int examples = split.train().size() + split.validation().size() + split.test().size();
    assertThat(examples).isEqualTo(text.length());
    assertThat(made).isLessThan(24L * examples);
  }
}
