package chat.parley.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cli.session.Addressee;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Event.Kind;
import chat.parley.cli.session.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ScribeTest {

    private static final Place LOBBY = new Place("#lobby");
    private static final Instant TIME = Instant.parse("2026-11-22T09:05:00Z");

    private final Scribe scribe = new Scribe(new Look(false), ZoneOffset.UTC, LocalDate.of(2026, 11, 22), false);

    private List<String> write(Event event) {
        return scribe.write(event).stream().map(AttributedString::toString).toList();
    }

    private static Event.Said said(Place place, String author, String text, Kind kind, boolean own) {
        return new Event.Said(place, author, text, kind, TIME, "m1", own, false, false);
    }

    @Test
    void writesTimeAuthorAndText() {
        write(new Event.Entered(LOBBY, ""));

        assertThat(write(said(LOBBY, "bob", "hi", Kind.TEXT, false))).containsExactly("09:05 bob: hi");
        assertThat(write(said(LOBBY, "bob", "waves", Kind.ACTION, false))).containsExactly("09:05 * bob waves");
        assertThat(write(said(LOBBY, "bob", "psst", Kind.NOTICE, false))).containsExactly("09:05 bob (notice): psst");
    }

    @Test
    void writesTheFurtherLinesOfAMessageUnderItsFirst() {
        write(new Event.Entered(LOBBY, ""));

        assertThat(write(said(LOBBY, "bob", "one\n\n  two\u001b", Kind.TEXT, false)))
                .containsExactly("09:05 bob: one", "      ", "        two\u241b");
    }

    @Test
    void tellsWhomInARoomAMessageIsFor() {
        write(new Event.Entered(LOBBY, ""));

        assertThat(write(new Event.Said(LOBBY, "bob", "hi", Kind.TEXT, TIME, "m1", false, false, false, "@", null)))
                .containsExactly("09:05 bob (to the operators): hi");
    }

    @Test
    void marksReplies() {
        write(new Event.Entered(LOBBY, ""));

        assertThat(write(new Event.Said(LOBBY, "bob", "yes", Kind.TEXT, TIME, "m2", false, false, false, "", "ana")))
                .containsExactly("09:05 bob ↪ ana: yes");
        assertThat(write(new Event.Said(LOBBY, "bob", "yes", Kind.TEXT, TIME, "m2", false, false, false, "", "")))
                .containsExactly("09:05 bob ↪: yes");
    }

    @Test
    void namesTheRoomWhenItIsNotTheCurrentOne() {
        write(new Event.Entered(LOBBY, ""));

        assertThat(write(said(new Place("#java"), "bob", "hi", Kind.TEXT, false)))
                .containsExactly("09:05 #java bob: hi");
    }

    @Test
    void tellsWhatIsPrivateAndToWhom() {
        assertThat(write(said(new Place("bob"), "bob", "hi", Kind.TEXT, false))).containsExactly("09:05 bob → you: hi");
        assertThat(write(said(new Place("bob"), "ana", "hi", Kind.TEXT, true))).containsExactly("09:05 you → bob: hi");
    }

    @Test
    void tellsWhenAnotherDayBegins() {
        Event.Said yesterday =
                new Event.Said(LOBBY, "bob", "late", Kind.TEXT, TIME.minusSeconds(86_400), "m0", false, false, true);
        write(new Event.Entered(LOBBY, ""));

        assertThat(write(yesterday)).containsExactly("── Saturday, 21 November 2026 ──", "09:05 bob: late");
        assertThat(write(yesterday)).hasSize(1);
        assertThat(write(said(LOBBY, "bob", "hi", Kind.TEXT, false)))
                .containsExactly("── Sunday, 22 November 2026 ──", "09:05 bob: hi");
    }

    @Test
    void tellsWhyAMessageDidNotArrive() {
        assertThat(write(new Event.NotDelivered("n1", Addressee.everyone(LOBBY), "hello", "The store is busy.")))
                .containsExactly("! Not delivered to #lobby: hello (The store is busy.)");
        assertThat(write(new Event.NotDelivered(
                        "n1", Addressee.everyone(new Place("x")), "hello", "Nobody is called x.")))
                .containsExactly("! Nobody is called x. Not delivered: hello");
    }

    @Test
    void letsNobodyWriteToTheTerminal() {
        var nasty = new Place("#x\u001b[31m");

        List<String> lines = List.of(
                String.join("", write(said(nasty, "b\u001b[1m", "t\u001b[2J", Kind.TEXT, false))),
                String.join("", write(new Event.Happened(nasty, "b\u001b", "left (\u001b[0m)", TIME))),
                String.join("", write(new Event.Entered(nasty, "topic\u001b[H"))),
                String.join("", write(new Event.News("\u001b[H"))),
                String.join("", write(new Event.Trouble("\u001b[H"))),
                String.join("", write(new Event.Missed(nasty, 2))),
                String.join("", write(new Event.Welcomed("\u001b", "\u009b"))),
                String.join("", write(new Event.Interrupted("\u001b"))),
                String.join("", write(new Event.NotDelivered("n", Addressee.everyone(nasty), "\u001b", "\u001b"))));

        assertThat(lines).allMatch(line -> line.chars().noneMatch(c -> c < ' ' || (c >= 0x7F && c < 0xA0)));
    }

    @Test
    void usesNoColoursWhenThereAreToBeNone() {
        assertThat(scribe.write(new Event.Trouble("oops")).get(0).toAnsi()).isEqualTo("! oops");
    }

    @Test
    void usesColoursOtherwise() {
        var colourful = new Scribe(new Look(true), ZoneOffset.UTC, LocalDate.of(2026, 11, 22), false);

        assertThat(colourful.write(new Event.Trouble("oops")).get(0).toAnsi()).contains("\u001b[31m");
    }
}
