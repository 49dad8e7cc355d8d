package chat.parley.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.protocol.Validated;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    private static final DateTimeFormatter REFERENCE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Test
    void writesAndReadsEveryInstant() {
        long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
        long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long millis = i == 0 ? first : i == 1 ? last : first + (long) (random.nextDouble() * (last - first));
            String text = Timestamp.format(millis);

            assertThat(text).isEqualTo(REFERENCE.format(Instant.ofEpochMilli(millis)));
            assertThat(Timestamp.parse(text)).isEqualTo(Validated.valid(new Timestamp(millis)));
        }
    }

    @Test
    void refusesYearsThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamp.format(Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> Timestamp.format(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-11-22T08:51:34Z",
                "2026-11-22T08:51:34.0Z",
                "2026-11-22T08:51:34.000",
                "2026-11-22T08:51:34.000+00:00",
                "2026-11-22 08:51:34.000Z",
                "2026-11-22t08:51:34.000z",
                "-026-11-22T08:51:34.000Z",
                "２026-11-22T08:51:34.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-02-29T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-01-01T24:00:00.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01T00:00:61.000Z"
            })
    void refusesEveryOtherForm(String text) {
        assertThat(Timestamp.parse(text).isValid()).isFalse();
    }

    @Test
    void takesALeapSecondForTheMillisecondBeforeItsEnd() {
        assertThat(Timestamp.parse("2016-12-31T23:59:60.500Z").orElseThrow()).hasToString("2016-12-31T23:59:59.999Z");
    }

    @Test
    void isOrderedByTime() {
        assertThat(new Timestamp(-1)).isLessThan(new Timestamp(1));
    }
}
