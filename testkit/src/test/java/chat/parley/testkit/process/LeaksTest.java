package chat.parley.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaksTest {
    private final Leaks leaks = new Leaks(List.of("correct horse 1", "correct horse 22", "grün wie Gras", "short"));

    @Test
    void findsSecretsWhereverTheyStand() {
        assertThat(leaks.in(bytes("correct horse 1"))).containsExactly("correct horse 1");
        assertThat(leaks.in(bytes("PASS grün wie Gras\ncorrect horse 22")))
                .containsExactly("correct horse 22", "grün wie Gras");
    }

    @Test
    void findsThemInBase64() {
        String encoded = Base64.getEncoder().encodeToString(bytes("correct horse 22"));
        assertThat(leaks.in(bytes("AUTHENTICATE " + encoded))).containsExactly("correct horse 22");
    }

    @Test
    void findsNothingWhereOnlyABeginningStands() {
        assertThat(leaks.in(bytes("correct horse"))).isEmpty();
        assertThat(leaks.in(bytes("corre"))).isEmpty();
        assertThat(leaks.in(new byte[0])).isEmpty();
    }

    @Test
    void leavesOutWhatWouldBeFoundByChance() {
        assertThat(leaks.in(bytes("a short text"))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
