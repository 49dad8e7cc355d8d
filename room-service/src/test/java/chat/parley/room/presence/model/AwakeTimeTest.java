package chat.parley.room.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwakeTimeTest {
    private final AwakeTime time = new AwakeTime(10_000, 1_000);

    @Test
    void countsWhatPasses() {
        assertThat(time.advance(10_100)).isEqualTo(100);
        assertThat(time.advance(10_900)).isEqualTo(900);
        assertThat(time.millis()).isEqualTo(900);
    }

    @Test
    void countsAPauseOfTheProcessAsOneStep() {
        time.advance(10_100);

        assertThat(time.advance(900_000)).isEqualTo(1_100);
        assertThat(time.advance(900_100)).isEqualTo(1_200);
    }

    @Test
    void neverGoesBackWithTheClock() {
        time.advance(10_500);

        assertThat(time.advance(3_000)).isEqualTo(500);
        assertThat(time.advance(3_100)).isEqualTo(600);
    }
}
