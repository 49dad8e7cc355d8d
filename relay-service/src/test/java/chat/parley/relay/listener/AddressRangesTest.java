package chat.parley.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    @Test
    void containsSingleAddressesAndRanges() {
        var ranges =
                new AddressRanges(List.of("10.0.0.0/8", "192.0.2.5", "fd00::/8", "2001:db8::1", "10.97.67.128/25"));

        assertThat(List.of("10.1.2.3", "192.0.2.5", "fd12::1", "2001:db8::1"))
                .allMatch(address -> ranges.contain(new InetSocketAddress(address, 1)));
        assertThat(List.of("11.1.2.3", "192.0.2.6", "fe80::1", "2001:db8::2", "::1"))
                .noneMatch(address -> ranges.contain(new InetSocketAddress(address, 1)));
    }

    @Test
    void takesARangeByAnyAddressInIt() {
        var ranges = new AddressRanges(List.of("10.97.67.130/25"));

        assertThat(ranges.contain(new InetSocketAddress("10.97.67.200", 1))).isTrue();
        assertThat(ranges.contain(new InetSocketAddress("10.97.67.3", 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "haproxy",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8",
                "fd00::/129",
                "::1/x",
                "fe80::1%eth0",
                "/8"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressRanges(List.of(text)))
                .withMessageContaining("'" + text + "'");
    }
}
