package chat.parley.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private final Origins none = new Origins(List.of());

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org, chat.example.org, true",
        "https://chat.example.org, chat.example.org:443, true",
        "https://chat.example.org:443, chat.example.org, true",
        "http://chat.example.org, CHAT.example.org:80, true",
        "http://[::1]:8097, [::1]:8097, true",
        "https://chat.example.org, chat.example.org:8097, false",
        "https://other.example.org, chat.example.org, false",
        "https://chat.example.org/, chat.example.org, false",
        "null, chat.example.org, false",
        "file://, chat.example.org, false",
    })
    void letsPagesOfTheSameHostAndPortIn(String origin, String host, boolean allowed) {
        assertThat(none.allow(origin, host)).isEqualTo(allowed);
    }

    @Test
    void letsThoseInThatAreNoBrowser() {
        assertThat(none.allow(null, "chat.example.org")).isTrue();
        assertThat(none.allow("https://chat.example.org", null)).isFalse();
    }

    @Test
    void letsConfiguredSitesIn() {
        Origins origins = new Origins(List.of("https://chat.example.org"));

        assertThat(origins.allow("https://Chat.example.org", "irc.example.org")).isTrue();
        assertThat(origins.allow("http://chat.example.org", "irc.example.org")).isFalse();
        assertThat(new Origins(List.of("*")).allow("null", "irc.example.org")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.example.org", "https://chat.example.org/", "ftp://x", "https://", "", "https://a b"})
    void takesNothingElseForAnOrigin(String text) {
        assertThatThrownBy(() -> new Language.WebSocket(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither * nor an origin");
    }
}
