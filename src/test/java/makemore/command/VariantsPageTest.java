package makemore.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an experiment, whose variants are healthy, in trouble and diverged. */
@Tag("long")
final class VariantsPageTest {

  @TempDir Path folder;

  /** In batches of two a batch normalisation makes this network diverge within 200 steps. */
  @Test
  void variantsStandSideBySideWithTheirDiagnosisAndLeadToTheirOwnPages() throws IOException {
    Invocation experiment =
        Invocation.of(
            "experiment",
            "break-it",
            "--seeds=1",
            "--steps=300",
            "--variants=deep-bn,gain-3,batch-size-2",
            "--run=" + folder);
    assertThat(experiment.err()).isEmpty();
    assertThat(experiment.status()).isEqualTo(0);

    String page = Files.readString(folder.resolve("plots").resolve("index.html"));
    for (String index :
        List.of(
            "deep-bn/seed-2147483647/plots/index.html",
            "gain-3/seed-2147483647/plots/index.html")) {
      assertThat(page).contains("<a href=\"../" + index + "\">");
      assertThat(Files.exists(folder.resolve(index))).isTrue();
    }
    assertThat(page).contains("batch-size-2/seed-2147483647/");
    assertThat(page).contains("<li class=\"good\">nothing wrong</li>");
    assertThat(page).contains("the gain of the hidden weights is too large: ");
    assertThat(page).contains("the batch is too small for batch normalisation: ");
    assertThat(page).contains("\"step 0\"");
  }
}
