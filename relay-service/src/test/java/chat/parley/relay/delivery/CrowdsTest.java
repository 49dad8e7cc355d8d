package chat.parley.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdsTest {
    @Test
    void smallRoomsAreToldAtOnce() {
        assertThat(new Crowds(500).pauseMillis(499)).isZero();
        assertThat(new Crowds(500).isLarge(499)).isFalse();
    }

    @Test
    void waitsTheLongerTheMoreReadThereAre() {
        assertThat(new Crowds(500).pauseMillis(500)).isEqualTo(12);
        assertThat(new Crowds(500).pauseMillis(10_000)).isEqualTo(250);
    }

    @Test
    void neverWaitsForMoreThanHalfASecond() {
        assertThat(new Crowds(500).pauseMillis(1_000_000)).isEqualTo(500);
    }

    @Test
    void waitsForATimeHoweverSmallALargeRoomIs() {
        assertThat(new Crowds(2).pauseMillis(2)).isEqualTo(1);
    }

    @Test
    void noRoomIsLargeWhereThatIsSwitchedOff() {
        assertThat(Crowds.NONE.pauseMillis(1_000_000)).isZero();
        assertThat(Crowds.NONE.isLarge(1_000_000)).isFalse();
    }
}
