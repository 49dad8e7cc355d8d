package chat.parley.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.protocol.Validated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"display-name", "avatar", "color", "pronouns", "soju.im/blocked", "a_1", "-"})
    void takesWhatTheSpecificationAllows(String text) {
        assertThat(MetadataKey.parse(text)).isEqualTo(Validated.valid(new MetadataKey(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Avatar", "$key", "a b", "a:b", "*", "sch\u00f6n", "a\nb"})
    void refusesEverythingElse(String text) {
        assertThat(MetadataKey.parse(text).isValid()).isFalse();
        assertThatThrownBy(() -> new MetadataKey(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isBounded() {
        assertThat(MetadataKey.parse("k".repeat(MetadataKey.MAX_CHARACTERS)).isValid())
                .isTrue();
        assertThat(MetadataKey.parse("k".repeat(MetadataKey.MAX_CHARACTERS + 1)).isValid())
                .isFalse();
    }
}
