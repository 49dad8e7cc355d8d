package chat.parley.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cli.session.Event;
import chat.parley.cli.session.Event.Kind;
import chat.parley.cli.session.Place;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PlainScreenTest {

    private static final Instant TIME = Instant.parse("2026-11-22T09:05:07Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PlainScreen screen =
            new PlainScreen(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), ZoneOffset.UTC);

    @Test
    void writesOneLineAMessage() {
        screen.accept(new Event.Said(new Place("#lobby"), "bob", "hi", Kind.TEXT, TIME, null, false, false, false));
        screen.accept(new Event.Said(new Place("bob"), "bob", "psst", Kind.TEXT, TIME, null, false, false, false));
        screen.accept(new Event.Said(new Place("bob"), "ana", "yes?", Kind.TEXT, TIME, null, true, false, false));
        screen.accept(
                new Event.Said(new Place("#lobby"), "bob", "waves", Kind.ACTION, TIME, null, false, false, false));

        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "2026-11-22 09:05:07 #lobby bob: hi",
                        "2026-11-22 09:05:07 @bob bob: psst",
                        "2026-11-22 09:05:07 @bob ana: yes?",
                        "2026-11-22 09:05:07 #lobby * bob waves");
    }

    @Test
    void writesAMessageOfSeveralLinesAsSeveral() {
        screen.accept(new Event.Said(
                new Place("#lobby"), "bob", "one\n\ntwo", Kind.TEXT, TIME, null, false, false, false, "%", "eve"));

        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "2026-11-22 09:05:07 #lobby bob (to the moderators) ↪ eve: one",
                        "2026-11-22 09:05:07 #lobby bob (to the moderators) ↪ eve: two");
    }

    @Test
    void writesWhatWentWrongToTheOtherStream() {
        screen.accept(new Event.Trouble("Nobody is called x."));

        assertThat(out.size()).isZero();
        assertThat(err.toString(UTF_8)).isEqualTo("Nobody is called x.\n");
    }

    @Test
    void neverUsesColoursNorLetsOthersUseThem() {
        screen.accept(
                new Event.Said(new Place("#lobby"), "bob", "\u001b[31mred", Kind.TEXT, TIME, null, false, true, false));

        assertThat(out.toString(UTF_8)).doesNotContain("\u001b");
    }
}
