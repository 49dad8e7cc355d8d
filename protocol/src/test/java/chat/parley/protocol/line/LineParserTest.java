package chat.parley.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {

    private static Line parsed(String text) {
        assertThat(LineParser.parse(text)).isInstanceOf(ParseResult.Parsed.class);
        return ((ParseResult.Parsed) LineParser.parse(text)).line();
    }

    private static String reason(String text) {
        assertThat(LineParser.parse(text)).isInstanceOf(ParseResult.Malformed.class);
        return ((ParseResult.Malformed) LineParser.parse(text)).reason();
    }

    @Test
    void readsTagsSourceCommandAndParameters() {
        Line line = parsed("@time=2026-11-22T08:51:34.000Z;+x :ann!a@host PRIVMSG #lobby :good morning all");

        assertThat(line.tags().asMap()).isEqualTo(Map.of("time", "2026-11-22T08:51:34.000Z", "+x", ""));
        assertThat(line.source()).isEqualTo("ann!a@host");
        assertThat(line.command()).isEqualTo("PRIVMSG");
        assertThat(line.params()).containsExactly("#lobby", "good morning all");
    }

    @Test
    void putsTheCommandInCapitals() {
        assertThat(parsed("privMsg a b").command()).isEqualTo("PRIVMSG");
    }

    @Test
    void takesAColonInsideAParameterAsPartOfIt() {
        assertThat(parsed("MODE a:b c: :d").params()).containsExactly("a:b", "c:", "d");
    }

    @Test
    void keepsSpacesAndColonsOfTheTrailingParameter() {
        assertThat(parsed("PRIVMSG a ::-)  fine ").params()).containsExactly("a", ":-)  fine ");
    }

    @Test
    void readsAnEmptyTrailingParameter() {
        assertThat(parsed("TOPIC #a :").params()).containsExactly("#a", "");
    }

    @Test
    void passesOverRepeatedSpacesBetweenTheParts() {
        assertThat(parsed("  @a=1   :s    PING    x   "))
                .isEqualTo(Line.of("PING", "x").withTag("a", "1").withSource("s"));
    }

    @Test
    void doesNotTakeATabForASpace() {
        assertThat(parsed("PRIVMSG a\tb").params()).containsExactly("a\tb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "      "})
    void findsNothingInALineOfSpaces(String text) {
        assertThat(LineParser.parse(text)).isInstanceOf(ParseResult.Empty.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@ ", "@;", "@a", "@a ", ":s", ":s   ", "@a :s"})
    void refusesALineWithoutACommand(String text) {
        assertThat(reason(text)).isEqualTo("has no command");
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ": PING", "@a=b : PING"})
    void refusesAnEmptySource(String text) {
        assertThat(reason(text)).isEqualTo("has an empty source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVMSG: a", "é", "\uFEFFPING", "\u0001PING", "/join #a", "ı"})
    void refusesACommandOfOtherThanLettersAndDigits(String text) {
        assertThat(reason(text)).contains("letters or digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING a\0b", "PING a\rb", "PING a\nb", "\n", "@a\0 PING"})
    void refusesCharactersThatNoLineMayHave(String text) {
        assertThat(reason(text)).startsWith("contains a ");
    }

    @Test
    void takesFifteenParameters() {
        assertThat(parsed("X" + " p".repeat(15)).params()).hasSize(15);
        assertThat(parsed("X" + " p".repeat(14) + " :the rest").param(14)).isEqualTo("the rest");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 5_000})
    void refusesMoreParametersThanALineMayHave(int count) {
        assertThat(reason("X" + " p".repeat(count))).isEqualTo("has more than 15 parameters");
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 5_000})
    void refusesMoreTagsThanALineMayHave(int count) {
        assertThat(reason("@" + "a;".repeat(count) + " PING")).isEqualTo("has more than 256 tags");
    }

    @Test
    void letsTheLastOfRepeatedTagsWin() {
        assertThat(parsed("@a=1;b=2;a=3 PING").tags().asMap()).isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void unescapesTagValues() {
        assertThat(parsed("@a=\\:\\s\\\\\\r\\n\\b\\ PING").tags().get("a")).isEqualTo("; \\\r\nb");
    }

    @Test
    void takesAnEmptyTagValueForNone() {
        assertThat(parsed("@a=;b PING").tags()).isEqualTo(Tags.of("a", "").with("b", ""));
    }

    @Test
    void keepsAnEqualsSignWithinATagValue() {
        assertThat(parsed("@a=b=c PING").tags().get("a")).isEqualTo("b=c");
    }

    @Test
    void passesOverTagsWithoutAKey() {
        assertThat(parsed("@;=x;;a=1; PING").tags()).isEqualTo(Tags.of("a", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+a\1", "+a\tb", "\u007F"})
    void passesOverTagsWhoseKeyCouldNotBeWrittenAgain(String key) {
        assertThat(parsed("@" + key + "=x;b=1 PING").tags()).isEqualTo(Tags.of("b", "1"));
    }

    @Test
    void takesTagKeysItDoesNotKnowAsTheyAre() {
        assertThat(parsed("@+draft/Ünï,!=1 PING").tags().get("+draft/Ünï,!")).isEqualTo("1");
    }

    @Test
    void readsAParameterThatIsNotThereAsNull() {
        assertThat(parsed("PING a").param(1)).isNull();
        assertThat(parsed("PING a").paramOr(1, "b")).isEqualTo("b");
    }
}
