package makemore.bench;

import static com.google.common.truth.Truth.assertThat;

import makemore.train.Preset;
import org.junit.jupiter.api.Test;

class TimingsTest {

  private static final Case DEEP_BN = Case.of(Preset.DEEP_BN);
  private static final Case MLP = Case.of(Preset.MLP);

  private static Timings timings(Timing... all) {
    Timings timings = new Timings();
    for (Timing timing : all) {
      timings.add(timing);
    }
    return timings;
  }

  private static Timing timing(int round, Contender contender, double microseconds) {
    return new Timing(round, DEEP_BN, contender, microseconds);
  }

  @Test
  void roundsHaveAMedianAndASpread() {
    Timings timings =
        timings(
            timing(1, Contender.TRAIN, 900),
            timing(2, Contender.TRAIN, 950),
            timing(3, Contender.TRAIN, 880));

    assertThat(timings.microseconds(DEEP_BN, Contender.TRAIN)).isEqualTo(new Spread(900, 880, 950));
  }

  @Test
  void ratioIsThatOfEachRoundByItself() {
    // The second round was on a machine twice as slow: the times differ, the ratio hardly.
    Timings timings =
        timings(
            timing(1, Contender.TRAIN, 100),
            timing(1, Contender.EAGER, 200),
            timing(2, Contender.TRAIN, 200),
            timing(2, Contender.EAGER, 500),
            timing(3, Contender.TRAIN, 110),
            timing(3, Contender.EAGER, 200));

    assertThat(timings.ratio(DEEP_BN, Contender.EAGER).orElseThrow())
        .isEqualTo(new Spread(0.5, 0.4, 0.55));
  }

  @Test
  void roundThatLacksOneHasNoRatio() {
    Timings timings =
        timings(
            timing(1, Contender.TRAIN, 100),
            timing(2, Contender.TRAIN, 100),
            timing(2, Contender.COMPILED, 400));

    assertThat(timings.ratio(DEEP_BN, Contender.COMPILED).orElseThrow())
        .isEqualTo(new Spread(0.25, 0.25, 0.25));
    assertThat(timings.ratio(DEEP_BN, Contender.EAGER)).isEmpty();
  }

  @Test
  void casesAreApart() {
    Timings timings =
        timings(timing(1, Contender.TRAIN, 900), new Timing(1, MLP, Contender.TRAIN, 300));

    assertThat(timings.cases()).containsExactly(DEEP_BN, MLP).inOrder();
    assertThat(timings.microseconds(MLP, Contender.TRAIN)).isEqualTo(new Spread(300, 300, 300));
  }

  @Test
  void tableHasARowForEachTime() {
    Timings timings = timings(timing(1, Contender.TRAIN, 900.5), timing(1, Contender.EAGER, 1600));

    assertThat(timings.table().write().toString("csv"))
        .isEqualTo(
            """
            round,preset,hidden_size,hidden_layers,batch_size,contender,microseconds
            1,deep-bn,100,5,32,makemore train,900.5
            1,deep-bn,100,5,32,PyTorch eager,1600.0
            """);
  }

  @Test
  void summaryHasTheRatioToEachContender() {
    Timings timings = timings(timing(1, Contender.TRAIN, 800), timing(1, Contender.EAGER, 1600));

    assertThat(timings.summary().row(1).getDouble("ratio")).isEqualTo(0.5);
    assertThat(timings.summary().row(1).getDouble("microseconds_greatest")).isEqualTo(1600);
  }

  @Test
  void reportSaysTheSame() {
    Timings timings =
        timings(
            timing(1, Contender.TRAIN, 800),
            timing(1, Contender.EAGER, 1600),
            timing(2, Contender.TRAIN, 800),
            timing(2, Contender.EAGER, 2000));

    assertThat(Report.lines(timings))
        .containsAtLeast(
            "| deep-bn | makemore train | 800 (800 to 800) |  |",
            "| deep-bn | PyTorch eager | 1,800 (1,600 to 2,000) | 0.45 (0.40 to 0.50) |")
        .inOrder();
  }
}
