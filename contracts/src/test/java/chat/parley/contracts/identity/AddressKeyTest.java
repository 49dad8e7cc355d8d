package chat.parley.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKeyTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "::ffff:192.0.2.7,192.0.2.7",
        "2001:db8:1:2:3:4:5:6,20010db800010002/64",
        "2001:db8:1:2::,20010db800010002/64",
        "::1,0000000000000000/64",
        "not:an:address,not:an:address",
        "localhost,localhost"
    })
    void countsANetworkAsOneAddress(String address, String key) {
        assertThat(AddressKey.of(address)).isEqualTo(key);
    }
}
