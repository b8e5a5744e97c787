package makemore;

import static com.google.common.truth.Truth.assertThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages know only those below them, and each outside thing has its place. */
class PackagesTest {

  /** From the top down; packages of one level do not know each other. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("makemore"),
          List.of("makemore.command"),
          List.of("makemore.experiment"),
          List.of("makemore.plot"),
          List.of("makemore.run"),
          List.of("makemore.store"),
          List.of("makemore.inspect", "makemore.verify"),
          List.of("makemore.train"),
          List.of("makemore.sample"),
          List.of("makemore.nn.fused"),
          List.of("makemore.nn", "makemore.text"),
          List.of("makemore.random", "makemore.input"));

  private static final DescribedPredicate<JavaClass> OPEN_FILES =
      belongToAnyOf(
          Files.class,
          FileChannel.class,
          FileInputStream.class,
          FileOutputStream.class,
          FileReader.class,
          FileWriter.class,
          RandomAccessFile.class);

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("makemore");

  /** A rule for each package: it knows no other package of its level, nor any above. */
  static Stream<ArchRule> levels() {
    List<ArchRule> rules = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (List<String> level : LEVELS) {
      known.addAll(level);
      for (String own : level) {
        String[] others = known.stream().filter(other -> !other.equals(own)).toArray(String[]::new);
        rules.add(
            noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true));
      }
    }
    return rules.stream();
  }

  private static ArchRule onlyIn(DescribedPredicate<JavaClass> outside, String... packages) {
    return noClasses()
        .that(not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat(outside);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void packageKnowsOnlyThoseBelow(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void everyPackageHasItsLevel() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct().toList())
        .containsExactlyElementsIn(LEVELS.stream().flatMap(List::stream).toList());
  }

  @Test
  void upwardImportIsRejected() throws ClassNotFoundException {
    JavaClasses upward =
        new ClassFileImporter().importClasses(Class.forName("makemore.nn.UpwardImport"));

    assertThat(levels().filter(rule -> rule.evaluate(upward).hasViolation()).toList()).hasSize(1);
  }

  @Test
  void onlyCommandKnowsOptionsAndProgressBars() {
    onlyIn(resideInAnyPackage("picocli..", "me.tongfei.."), "makemore.command").check(CLASSES);
  }

  @Test
  void onlyStoreAndInputKnowJson() {
    onlyIn(resideInAnyPackage("com.google.gson.."), "makemore.store", "makemore.input")
        .check(CLASSES);
  }

  @Test
  void onlyStoreTextAndVerifyOpenFiles() {
    // Standard output is open already.
    JavaClasses others = CLASSES.that(not(name("makemore.command.StandardOutput")));
    onlyIn(OPEN_FILES, "makemore.store", "makemore.text", "makemore.verify").check(others);
  }

  @Test
  void classThatOpensFilesElsewhereIsRejected() {
    JavaClasses test = new ClassFileImporter().importClasses(PackagesTest.class, ReadmeTest.class);

    assertThat(onlyIn(OPEN_FILES, "makemore.store").evaluate(test).hasViolation()).isTrue();
  }
}
