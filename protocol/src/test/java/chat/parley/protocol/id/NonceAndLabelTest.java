package chat.parley.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.protocol.Validated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceAndLabelTest {

    @Test
    void takesNoncesOfPrintableAscii() {
        assertThat(Nonce.parse("a-9~!:;")).isEqualTo(Validated.valid(new Nonce("a-9~!:;")));
        assertThat(Nonce.parse("x".repeat(64)).isValid()).isTrue();
        assertThat(new Nonce("A")).isNotEqualTo(new Nonce("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a\n", "a\0", "\u007F"})
    void refusesOtherNonces(String text) {
        assertThat(Nonce.parse(text).isValid()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Nonce(text));
        assertThat(Nonce.parse("x".repeat(65)).isValid()).isFalse();
        assertThat(Nonce.parse("x".repeat(1_000_000)).isValid()).isFalse();
    }

    @Test
    void takesAnyLabelOfUpTo64Bytes() {
        assertThat(Label.parse("a b;\\é").orElseThrow()).hasToString("a b;\\é");
        assertThat(Label.parse("é".repeat(32)).isValid()).isTrue();
    }

    @Test
    void refusesLabelsThatAreTooLongOrEmpty() {
        assertThat(Label.parse("")).isEqualTo(Validated.invalid("is empty"));
        assertThat(Label.parse("é".repeat(33))).isEqualTo(Validated.invalid("is longer than 64 bytes"));
        assertThat(Label.parse("x".repeat(65)).isValid()).isFalse();
        assertThat(Label.parse("a\0").isValid()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Label(""));
    }
}
