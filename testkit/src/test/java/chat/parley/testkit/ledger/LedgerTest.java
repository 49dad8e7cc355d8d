package chat.parley.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.testkit.ledger.Findings.Kind;
import chat.parley.testkit.wire.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();
    private final Message one = message("id1", "one");
    private final Message two = message("id2", "two");
    private final Message three = message("id3", "three");

    private static Message message(String id, String text) {
        return new Message(id, "2026-01-01T00:00:00.000Z", "alice", "PRIVMSG", "#tea", text);
    }

    private void said(Message... messages) {
        for (Message message : messages) {
            ledger.sent(message.text());
            ledger.echoed(message.text(), message.id(), 0);
        }
    }

    private Ledger.Watch saw(Message... messages) {
        Ledger.Watch watch = ledger.watch("bob");
        List.of(messages).forEach(watch::saw);
        return watch;
    }

    @Test
    void balancesWhenAllIsInHistoryOnceAndSeenInOrder() {
        said(one, two, three);
        saw(one, two, three);
        saw(two, three);
        Findings findings = ledger.compare(List.of(one, two, three));
        findings.assertClean();
        assertThat(findings.count("echoed")).isEqualTo(3);
        assertThat(findings.table()).contains("in history").contains("LOST");
    }

    @Test
    void findsWhatWasEchoedAndIsNotInHistory() {
        said(one, two);
        assertThat(ledger.compare(List.of(one)).wrong(Kind.LOST)).hasSize(1);
    }

    @Test
    void findsWhatWasSeenAndIsNotInHistory() {
        ledger.sent("one");
        saw(one);
        assertThat(ledger.compare(List.of()).wrong(Kind.LOST)).hasSize(1);
    }

    @Test
    void findsATextThatStandsTwice() {
        said(one);
        assertThat(ledger.compare(List.of(one, message("id2", "one"))).wrong(Kind.DUPLICATED))
                .isNotEmpty();
    }

    @Test
    void findsAResendThatWasGivenAnotherId() {
        said(one);
        ledger.echoed("one", "id9", 0);
        assertThat(ledger.compare(List.of(one)).wrong(Kind.DUPLICATED)).hasSize(1);
    }

    @Test
    void findsWhatWasRefusedAndStandsAllTheSame() {
        ledger.sent("one");
        ledger.refused("one");
        assertThat(ledger.compare(List.of(one)).wrong(Kind.INVENTED)).hasSize(1);
    }

    @Test
    void findsWhatNobodySaid() {
        assertThat(ledger.compare(List.of(one)).wrong(Kind.INVENTED)).hasSize(1);
    }

    @Test
    void findsATextThatWasChanged() {
        said(one);
        saw(message("id1", "another"));
        assertThat(ledger.compare(List.of(one)).wrong(Kind.INVENTED)).hasSize(1);
    }

    @Test
    void findsAReaderWhoMissedSomething() {
        said(one, two, three);
        saw(one, three);
        assertThat(ledger.compare(List.of(one, two, three)).wrong(Kind.MISSED)).hasSize(1);
    }

    @Test
    void findsAReaderWhoSawAnotherOrder() {
        said(one, two);
        saw(two, one);
        assertThat(ledger.compare(List.of(one, two)).wrong(Kind.REORDERED)).hasSize(1);
    }

    @Test
    void findsAReaderWhoSawSomethingTwice() {
        said(one);
        saw(one, one);
        assertThat(ledger.compare(List.of(one)).wrong(Kind.REORDERED)).hasSize(1);
    }

    @Test
    void allowsTheAnswerToAResendOutOfOrder() {
        said(one, two, three);
        Ledger.Watch watch = saw(two);
        watch.sawAnswer(one);
        watch.saw(three);
        ledger.compare(List.of(one, two, three)).assertClean();
    }

    @Test
    void allowsTheAnswerToAResendThatTookItsPlaceOnlyThen() {
        said(one, two, three);
        Ledger.Watch watch = saw(one);
        watch.sawAnswer(two);
        watch.saw(three);
        ledger.compare(List.of(one, two, three)).assertClean();
    }

    @Test
    void findsHistoryThatGoesBackInTime() {
        said(one, two);
        Message later = new Message("id1", "2026-01-01T00:00:01.000Z", "alice", "PRIVMSG", "#tea", "one");
        assertThat(ledger.compare(List.of(later, two)).wrong(Kind.REORDERED)).hasSize(1);
    }

    @Test
    void tellsWhatIsWrongWithTheTable() {
        said(one);
        assertThatThrownBy(() -> ledger.compare(List.of()).assertClean())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("one was echoed as id1 and is not in history");
    }
}
