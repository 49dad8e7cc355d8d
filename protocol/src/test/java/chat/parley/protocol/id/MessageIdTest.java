package chat.parley.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.protocol.Validated;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

    @Test
    void readsBackItsOwnText() {
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            var id = new MessageId(random.nextLong() >>> (1 + random.nextInt(63)), random.nextLong() >>> (1 + i % 63));

            assertThat(MessageId.parse(id.text())).isEqualTo(Validated.valid(id));
            assertThat(id.text()).matches("[0-9a-z]{1,13}-[0-9a-z]{1,13}");
        }
        var largest = new MessageId(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(MessageId.parse(largest.text())).isEqualTo(Validated.valid(largest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "1--1",
                "1-2-3",
                "01-1",
                "1-01",
                "A-1",
                "1-A",
                "+1-1",
                "1- 1",
                "1_1",
                "é-1",
                "1y2p0ij32e8e8-1", // one more than the largest
                "1-zzzzzzzzzzzzz",
                "1-11111111111111111111",
                "٣-١"
            })
    void refusesEveryOtherText(String text) {
        assertThat(MessageId.parse(text).isValid()).isFalse();
    }

    @Test
    void hasNoNegativeParts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(0, -1));
    }

    @Test
    void isOrderedByConversationAndThenByPlace() {
        assertThat(new MessageId(1, 9)).isLessThan(new MessageId(2, 1));
        assertThat(new MessageId(1, 9)).isLessThan(new MessageId(1, 10));
    }

    @Test
    void readsPointsInHistory() {
        assertThat(MessageReference.parse("*")).isEqualTo(Validated.valid(new MessageReference.Unbounded()));
        assertThat(MessageReference.parse("msgid=1-a"))
                .isEqualTo(Validated.valid(new MessageReference.AtMessage(new MessageId(1, 10))));
        assertThat(MessageReference.parse("timestamp=1970-01-01T00:00:00.001Z"))
                .isEqualTo(Validated.valid(new MessageReference.AtTime(new Timestamp(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-a", "msgid=", "msgid=x", "timestamp=", "timestamp=now", "**", "MSGID=1-a"})
    void refusesPointsInHistoryThatAreNone(String text) {
        assertThat(MessageReference.parse(text).isValid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "msgid=1-a", "timestamp=2026-11-22T08:51:34.000Z"})
    void writesPointsInHistoryAsTheyWereRead(String text) {
        assertThat(MessageReference.parse(text).orElseThrow().text()).isEqualTo(text);
    }
}
