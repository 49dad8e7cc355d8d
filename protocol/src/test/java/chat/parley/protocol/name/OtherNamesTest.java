package chat.parley.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import chat.parley.protocol.Validated;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"parley.localhost", "irc.example.org", "a.b", "node-1.chat"})
    void takesServerNames(String name) {
        assertThat(ServerName.parse(name)).isEqualTo(Validated.valid(new ServerName(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "a..b", ".a", "a.", "a b.c", "-a.b", "a-.b", "a.b-", "é.b", "a_b.c", "#a.b"})
    void refusesServerNamesThatCouldBeTakenForSomethingElse(String name) {
        assertThat(ServerName.parse(name).isValid()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerName(name))
                .withMessageStartingWith("server name ");
        assertThat(ServerName.parse("a." + "b".repeat(62)).isValid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ann, ann",
        "~ann, ann",
        "ann.lee-x_1, ann.lee-x_1",
        "a b!c@d, abcd",
        "-.ann, ann",
        "'', user",
        "'!@ ', user",
        "éééé, user",
        "abcdefghijklmnopqrstuvwxyz, abcdefghijklmnop",
    })
    void makesAnIdentOfAnyText(String text, String ident) {
        assertThat(Ident.of(text).value()).isEqualTo(ident);
        assertThatNoException().isThrownBy(() -> new Ident(ident));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "~a", "abcdefghijklmnopq"})
    void refusesAnIdentThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ident(text));
    }

    @Test
    void readsAndWritesSources() {
        assertThat(Source.parse("ann!a@host.example")).isEqualTo(new Source("ann", "a", "host.example"));
        assertThat(Source.parse("parley.localhost")).isEqualTo(new Source("parley.localhost", null, null));
        assertThat(Source.parse("ann@host")).isEqualTo(new Source("ann", null, "host"));
        assertThat(Source.parse("ann!a")).isEqualTo(new Source("ann", "a", null));
        assertThat(Source.of(new Nickname("ann"), new Ident("a"), "h")).hasToString("ann!a@h");
        for (String text : new String[] {"a!b@c", "a@c", "a!b", "a", "a!b@c@d"}) {
            assertThat(Source.parse(text).text()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything",
        "*, ''",
        "ann, ANN",
        "a*, ann",
        "*n, ann",
        "a?n, ann",
        "a**n, ann",
        "*a*b*, xxaxxbxx",
        "#*, #lobby",
        "*!*@host, ann!a@HOST",
    })
    void matchesMasks(String mask, String text) {
        assertThat(new Mask(mask).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'', a", "?, ''", "a?, a", "ann, anna", "*b, bc", "a*c?, abc", "'[a-z]', a"})
    void doesNotMatchOtherTexts(String mask, String text) {
        assertThat(new Mask(mask).matches(text)).isFalse();
    }

    @Test
    void matchesAMaskMadeToTakeForeverInNoTime() {
        String mask = "*a".repeat(200) + "b";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(new Mask(mask).matches("a".repeat(500))).isFalse());
    }

    @Test
    void knowsAWildcard() {
        assertThat(Mask.hasWildcard("a*")).isTrue();
        assertThat(Mask.hasWildcard("a?")).isTrue();
        assertThat(Mask.hasWildcard("ann")).isFalse();
    }
}
