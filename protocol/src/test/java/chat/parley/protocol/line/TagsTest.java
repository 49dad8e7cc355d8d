package chat.parley.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    @Test
    void changesMakeNewTagsAndLeaveTheOldAlone() {
        Tags one = Tags.of("a", "1");

        Tags two = one.with("b", "2");

        assertThat(one.asMap()).isEqualTo(Map.of("a", "1"));
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.without("a")).isEqualTo(Tags.of("b", "2"));
        assertThat(two.without("c")).isSameAs(two);
        assertThat(one.without("a")).isSameAs(Tags.EMPTY);
        assertThatThrownBy(() -> two.asMap().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsTheOrderInWhichTagsWerePut() {
        List<String> keys = new ArrayList<>();

        Tags.of("c", "").with("a", "").with("b", "").with("c", "again").forEach((key, value) -> keys.add(key));

        assertThat(keys).containsExactly("c", "a", "b");
    }

    @Test
    void equalsOthersWhateverTheirOrder() {
        Tags one = Tags.of("a", "1").with("b", "2");
        Tags other = Tags.of("b", "2").with("a", "1");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(Tags.EMPTY);
    }

    @Test
    void keepsOnlyWhatClientsMeanForClients() {
        Tags tags = Tags.of("time", "t").with("+typing", "active").with("+draft/react", "x");

        assertThat(tags.clientOnly().asMap()).isEqualTo(Map.of("+typing", "active", "+draft/react", "x"));
        assertThat(Tags.of("time", "t").clientOnly()).isSameAs(Tags.EMPTY);
        assertThat(Tags.of("+a", "").clientOnly()).isEqualTo(Tags.of("+a", ""));
    }

    @Test
    void addsAllOfOthers() {
        assertThat(Tags.of("a", "1").withAll(Tags.of("a", "2").with("b", "3")))
                .isEqualTo(Tags.of(Map.of("a", "2", "b", "3")));
        assertThat(Tags.EMPTY.withAll(Tags.of("a", "1"))).isEqualTo(Tags.of("a", "1"));
        assertThat(Tags.of("a", "1").withAll(Tags.EMPTY)).isEqualTo(Tags.of("a", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "a\0", "a\n"})
    void refusesAKeyThatCannotStandOnTheWire(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Tags.of(key, "v"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tags.of(Map.of(key, "v")));
    }

    @Test
    void escapesAndUnescapesValues() {
        assertThat(Tags.escape("a; b\\c\r\n")).isEqualTo("a\\:\\sb\\\\c\\r\\n");
        assertThat(Tags.unescape("a\\:\\sb\\\\c\\r\\n")).isEqualTo("a; b\\c\r\n");
    }

    @Test
    void dropsABackslashThatEscapesNothing() {
        assertThat(Tags.unescape("\\b")).isEqualTo("b");
        assertThat(Tags.unescape("test\\")).isEqualTo("test");
        assertThat(Tags.unescape("\\")).isEmpty();
        assertThat(Tags.unescape("\\\\\\")).isEqualTo("\\");
        assertThat(Tags.unescape("\\\\s")).isEqualTo("\\s");
    }
}
