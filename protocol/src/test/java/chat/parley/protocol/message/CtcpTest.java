package chat.parley.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0001VERSION\u0001", "\u0001PING 1", "\u0001", "\u0001ACTIONS\u0001", "\u0001action x\u0001"})
    void isForPrograms(String text) {
        assertThat(Ctcp.isForPrograms(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "VERSION",
                "\u0001ACTION waves\u0001",
                "\u0001ACTION\u0001",
                "\u0001ACTION",
                "x\u0001VERSION\u0001"
            })
    void isForPeople(String text) {
        assertThat(Ctcp.isForPrograms(text)).isFalse();
    }
}
