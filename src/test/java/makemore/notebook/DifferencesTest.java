package makemore.notebook;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import makemore.notebook.Notebook.Cell;
import makemore.notebook.Notebook.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A notebook that does other than it keeps is rejected, and one that does the same is not. */
class DifferencesTest {

  private final CellRunner runner = new CellRunner();

  @AfterEach
  void closeRunner() {
    runner.close();
  }

  private List<String> differences(String kept, String source) {
    return differences(new Output(kept, "", ""), source);
  }

  private List<String> differences(Output kept, String source) {
    return Differences.between(List.of(kept), List.of(runner.run(source)));
  }

  private static String println(String text) {
    return "System.out.println(\"" + text + "\");";
  }

  @ParameterizedTest
  @CsvSource({
    "loss 2.3358588, loss 2.3358588",
    "loss 2.3358588, loss 2.3358601",
    "loss 3.33, loss 3.34",
    "std 1.2e-03, std 1.3e-03",
    "bias 2.9e-06, bias 7.1e-06",
    "mean -0.01, mean 0.00",
    "100 steps, 100 steps",
  })
  void sameAndNearlySameNumbersAgree(String kept, String now) {
    assertThat(differences(kept + "\n", println(now))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "loss 2.3358588, loss 2.3362",
    "loss 3.33, loss 3.35",
    "loss 3.33, loss NaN",
    "std 1.2e-03, std 1.4e-03",
    "std 1.2e-03, std 1.2e-02",
    "rounding 2.9e-06, rounding 2.9e-05",
    "100 steps, 101 steps",
    "mean 0.50, mean -0.50",
    "right, WRONG by 8.3e-03",
    "emma, emmy",
    "two words, two",
    "1.0 2.0, 2.0 1.0",
  })
  void otherOutputsDoNot(String kept, String now) {
    assertThat(differences(kept + "\n", println(now))).hasSize(1);
  }

  @Test
  void missingOutputIsCaught() {
    assertThat(differences("emma\n", "int a = 1;")).hasSize(1);
    assertThat(differences("", println("emma"))).hasSize(1);
  }

  @Test
  void cellThatDidNotRunIsCaught() {
    Output kept = new Output("emma\n", "", "");

    assertThat(Differences.between(List.of(kept, kept), List.of(kept)))
        .containsExactly("cell 2: did not run");
  }

  @Test
  void exceptionIsCaught() {
    assertThat(differences("", "int[] a = {1}; int b = a[7];"))
        .containsExactly(
            "cell 1: java.lang.ArrayIndexOutOfBoundsException: Index 7 out of bounds for length 1");
  }

  @ParameterizedTest
  @CsvSource({"int a = emma;", "no java at all", "void f() { g(); }"})
  void compileErrorIsCaught(String source) {
    assertThat(differences("", source)).hasSize(1);
  }

  @Test
  void nothingAfterAProblemRuns() {
    Output output = runner.run(println("one") + " int a = emma; " + println("two"));

    assertThat(output.text()).isEqualTo("one\n");
    assertThat(output.problem()).contains("emma");
  }

  @Test
  void pictureIsCaughtIfItIsMissingOrOfAnotherSize() {
    String picture = "new java.awt.image.BufferedImage(800, 400, 1)";

    assertThat(differences(new Output("", "800x400", ""), picture)).isEmpty();
    assertThat(differences(new Output("", "800x400", ""), picture + ";int a = 1;")).hasSize(1);
    assertThat(differences(new Output("", "800x500", ""), picture)).hasSize(1);
    assertThat(differences(new Output("", "", ""), picture)).hasSize(1);
  }

  @Test
  void changedNumberInTheLessonIsCaught() throws Exception {
    List<Output> kept = new ArrayList<>();
    for (Cell cell : Notebook.read(Notebook.FOLDER.resolve("lesson.ipynb")).cells()) {
      kept.add(cell.kept());
    }
    assertThat(Differences.between(kept, kept)).isEmpty();
    int changed = 0;
    for (int i = 0; i < kept.size(); i++) {
      String text = kept.get(i).text();
      String other = text.replaceFirst("(\\d)(\\.\\d\\d|,\\d\\d\\d)", "9$1$2");
      if (!other.equals(text)) {
        List<Output> changedOutputs = new ArrayList<>(kept);
        changedOutputs.set(i, new Output(other, kept.get(i).picture(), ""));
        assertThat(Differences.between(changedOutputs, kept)).hasSize(1);
        changed++;
      }
    }
    assertThat(changed).isAtLeast(10);
  }
}
