package chat.parley.protocol.isupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsupportTest {

    @Test
    void writesTokensInOrder() {
        List<Line> lines = Isupport.EMPTY
                .with("CASEMAPPING", "ascii")
                .with("UTF8ONLY")
                .with("NICKLEN", 32)
                .lines("s.x", "ann");

        assertThat(lines)
                .containsExactly(Line.of(
                                "005",
                                "ann",
                                "CASEMAPPING=ascii",
                                "UTF8ONLY",
                                "NICKLEN=32",
                                "are supported by this server")
                        .withSource("s.x"));
    }

    @Test
    void putsNoMoreThanThirteenTokensOnALine() {
        Isupport isupport = Isupport.EMPTY;
        for (int i = 0; i < 30; i++) {
            isupport = isupport.with("TOKEN" + i);
        }

        List<Line> lines = isupport.lines("s.x", "ann");

        assertThat(lines).extracting(Line::paramCount).containsExactly(15, 15, 6);
        assertThat(readBack(lines).words()).isEqualTo(isupport.words());
    }

    @Test
    void staysWithinALineOf512Bytes() {
        Isupport isupport = Isupport.EMPTY;
        for (int i = 0; i < 12; i++) {
            isupport = isupport.with("TOKEN" + i, "v".repeat(150));
        }

        List<Line> lines = isupport.lines("parley.localhost", "ann");

        assertThat(lines).hasSize(6).allMatch(line -> LineWriter.bodyBytes(line) <= 512);
        assertThat(readBack(lines).words()).isEqualTo(isupport.words());
    }

    @Test
    void saysNothingWhenThereIsNothingToSay() {
        assertThat(Isupport.EMPTY.lines("s.x", "ann")).isEmpty();
    }

    @Test
    void escapesWhatCannotStandInAValue() {
        Isupport isupport = Isupport.EMPTY.with("NETWORK", "My = own \\x20 net");

        assertThat(isupport.words()).containsExactly("NETWORK=My\\x20\\x3D\\x20own\\x20\\x5Cx20\\x20net");
        assertThat(Isupport.EMPTY.withWords(isupport.words()).get("NETWORK")).isEqualTo("My = own \\x20 net");
    }

    @Test
    void readsWhatAServerSays() {
        Isupport isupport = Isupport.EMPTY.withWords(List.of("NICKLEN=32", "EXCEPTS", "BAD\\", "A=\\x4", "NICK=\\xZZ"));

        assertThat(isupport.number("NICKLEN", 9)).isEqualTo(32);
        assertThat(isupport.number("EXCEPTS", 9)).isEqualTo(9);
        assertThat(isupport.number("TOPICLEN", 9)).isEqualTo(9);
        assertThat(isupport.number("A", 9)).isEqualTo(9);
        assertThat(isupport.has("EXCEPTS")).isTrue();
        assertThat(isupport.get("NICK")).isEqualTo("\\xZZ");
        assertThat(isupport.withWords(List.of("-EXCEPTS", "-NEVER")).has("EXCEPTS"))
                .isFalse();
        assertThat(Isupport.EMPTY.withWords(List.of("N=99999999999")).number("N", 9))
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A=B", "-A", "É"})
    void refusesATokenThatIsNone(String token) {
        assertThatIllegalArgumentException().isThrownBy(() -> Isupport.EMPTY.with(token));
    }

    private static Isupport readBack(List<Line> lines) {
        Isupport read = Isupport.EMPTY;
        for (Line line : lines) {
            read = read.withWords(line.params().subList(1, line.paramCount() - 1));
        }
        return read;
    }
}
