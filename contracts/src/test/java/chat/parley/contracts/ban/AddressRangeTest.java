package chat.parley.contracts.ban;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.Validated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    private static AddressRange range(String text) {
        return ((Validated.Valid<AddressRange>) AddressRange.parse(text)).value();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1/32, 192.0.2.1",
        "192.0.2.77/24, 192.0.2.0/24",
        "10.255.0.0/9, 10.128.0.0/9",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:1:2::7/48, 2001:db8:1::/48",
    })
    void hasOneForm(String written, String text) {
        assertThat(range(written).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "example.org",
                "192.0.2.1/",
                "192.0.2.1/33",
                "192.0.2.1/-1",
                "192.0.2/24",
                "1.2.3.4/7",
                "::/15",
                "2001:db8::1/129",
                "/24",
                "192.0.2.1/24/24"
            })
    void refusesWhatIsNoneOrTooMuch(String text) {
        assertThat(AddressRange.parse(text).isValid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.0/25, 192.0.2.128, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::/32, 192.0.2.1, false",
        "192.0.2.0/24, somewhere, false",
    })
    void containsWhatBeginsWithTheSameBits(String range, String address, boolean contains) {
        assertThat(range(range).contains(address)).isEqualTo(contains);
    }
}
