package chat.parley.auth.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyProofTest {
    /** Python: {@code hashlib.sha256('Größe 1'.encode()).hexdigest()}. */
    private static final String HEX = "3852322f07e05eb0fd0ff84918a35ed5dcc6c44549e71bcdd7af5df3ac0f92b3";

    @Test
    void hashesAsTheOldClientsDid() {
        assertThat(LegacyProof.hexOf("password"))
                .isEqualTo("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8");
        assertThat(LegacyProof.hexOf("Größe 1")).isEqualTo(HEX);
    }

    @Test
    void acceptsThePasswordWhileBareAndWhenWrapped() {
        String hex = LegacyProof.hexOf("Größe 1");
        LegacyProof bare = LegacyProof.parse(hex);
        assertThat(bare).isInstanceOf(LegacyProof.BareHex.class);
        assertThat(bare.matches("Größe 1", 4_096)).isTrue();
        assertThat(bare.matches("Größe 2", 4_096)).isFalse();
        LegacyProof wrapped =
                LegacyProof.parse(Verifier.derive(hex, new byte[] {1}, 4_096).text());
        assertThat(wrapped).isInstanceOf(LegacyProof.Wrapped.class);
        assertThat(wrapped.matches("Größe 1", 4_096)).isTrue();
        assertThat(wrapped.matches("Größe 2", 4_096)).isFalse();
    }

    @Test
    void doesNotTakeTheHexForThePassword() {
        String hex = LegacyProof.hexOf("password");
        LegacyProof bare = LegacyProof.parse(hex);
        assertThat(bare).isNotNull();
        assertThat(bare.matches(hex, 4_096)).isFalse();
    }

    @Test
    void readsCapitalsAndBlanksAroundAHex() {
        assertThat(LegacyProof.parse(" " + HEX.toUpperCase(Locale.ROOT) + "\n"))
                .isEqualTo(new LegacyProof.BareHex(HEX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hunter2", "5e884898", "zz884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"})
    void knowsNothingElse(String text) {
        assertThat(LegacyProof.parse(text)).isNull();
    }
}
