package makemore.train;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  private final Schedule schedule = new Schedule(0.1, 150_000);

  @Test
  void rateIsConstantAtFirst() {
    assertThat(schedule.at(0)).isEqualTo(0.1);
    assertThat(schedule.at(149_999)).isEqualTo(0.1);
  }

  @Test
  void rateIsATenthFromTheDecayOn() {
    assertThat(schedule.at(150_000)).isWithin(1e-17).of(0.01);
    assertThat(schedule.at(Integer.MAX_VALUE)).isWithin(1e-17).of(0.01);
  }
}
