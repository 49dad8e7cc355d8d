package chat.parley.auth.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

    @Test
    void isWrittenInPostgresNotation() {
        Verifier verifier = Verifier.derive("pencil", SALT, 4_096);
        assertThat(verifier.text())
                .isEqualTo("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
                        + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
        assertThat(Verifier.parse(verifier.text())).isEqualTo(verifier);
    }

    @Test
    void matchesItsPasswordAndNoOther() {
        Verifier verifier = Verifier.derive("pencil", SALT, 4_096);
        assertThat(verifier.matches("pencil")).isTrue();
        assertThat(verifier.matches("Pencil")).isFalse();
        assertThat(verifier.matches("pencil ")).isFalse();
    }

    @Test
    void takesDifferentSpellingsOfOneCharacterForTheSame() {
        assertThat(Verifier.derive("Ame\u0301lie", SALT, 4_096).matches("Am\u00e9lie"))
                .isTrue();
    }

    @Test
    void takesCharactersThatSaslPrepDoesNotKnowAsTheyAre() {
        assertThat(Verifier.derive("\uD83E\uDD84 rainbow", SALT, 4_096).matches("\uD83E\uDD84 rainbow"))
                .isTrue();
        assertThat(Verifier.derive("\uD83E\uDD84 rainbow", SALT, 4_096).matches("\uD83D\uDC34 rainbow"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pencil",
                "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==",
                "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$AAAA:AAAA",
                "SCRAM-SHA-256$0:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                "SCRAM-SHA-1$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
            })
    void isNotReadFromAnythingElse(String text) {
        assertThat(Verifier.parse(text)).isNull();
    }

    @Test
    void showsNothingOfItself() {
        Verifier verifier = Verifier.derive("pencil", SALT, 4_096);
        assertThat(verifier).hasToString("Verifier[…]");
        assertThat(new LegacyProof.Wrapped(verifier).toString()).doesNotContain("4096");
        assertThat(new LegacyProof.BareHex("0".repeat(64)).toString()).doesNotContain("000");
    }

    @Test
    void isFalseInTheSameWayForTheSameName() {
        FalseVerifier verifiers = new FalseVerifier(new byte[] {1}, 4_096);
        assertThat(verifiers.of("Bob")).isEqualTo(verifiers.of("bOB")).isNotEqualTo(verifiers.of("Rob"));
        assertThat(new FalseVerifier(new byte[] {2}, 4_096).of("Bob")).isNotEqualTo(verifiers.of("Bob"));
    }
}
