package chat.parley.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.metrics.RelayMetrics.Refusal;
import org.junit.jupiter.api.Test;

class AddressLimitTest {
    private final AddressLimit limit = new AddressLimit(new ConnectionLimits(0, 1, 1 << 20, 1, 1_000, 1_000));

    @Test
    void takesNoPlaceForWhoHasLeft() {
        assertThat(limit.enter("192.0.2.1")).isNull();
        AddressLimit.Place place = limit.place("192.0.2.1");
        place.leave();

        assertThat(place.move("192.0.2.2")).isNull();

        assertThat(limit.enter("192.0.2.2")).isNull();
        assertThat(limit.enter("192.0.2.1")).isNull();
        assertThat(limit.connections()).isEqualTo(2);
    }

    @Test
    void movesAPlace() {
        assertThat(limit.enter("192.0.2.1")).isNull();
        AddressLimit.Place place = limit.place("192.0.2.1");

        assertThat(place.move("2001:db8::1")).isNull();

        assertThat(limit.enter("2001:db8::2")).isEqualTo(Refusal.CONNECTIONS_PER_ADDRESS);
        assertThat(limit.enter("192.0.2.1")).isNull();
        place.leave();
        assertThat(limit.enter("2001:db8::2")).isNull();
    }
}
