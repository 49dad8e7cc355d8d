package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant YESTERDAY = Instant.parse("2026-11-21T09:00:00Z");

    /** Ana, let in, with the answers about the past still to come. */
    private static Rig entering(@Nullable Instant seenUntil) {
        Rig rig = Rig.newcomer(SessionSettings.interactive(seenUntil)).start().open();
        rig.receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();
        rig.receive("REGISTER SUCCESS ana :Welcome", ":s 001 ana :Welcome", ":s 005 ana CHATHISTORY=50 :are supported");
        rig.receive(":s 422 ana :No MOTD", ":ana!u@h JOIN #lobby * :Ana Smith", ":s PONG s parley-ready");
        return rig;
    }

    private static String line(Rig rig, String part) {
        return rig.sent().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsALittleOfThePastOnEnteringARoom() {
        Rig rig = entering(null);
        String line = line(rig, "CHATHISTORY LATEST");
        assertThat(line).endsWith("CHATHISTORY LATEST #lobby * 20");

        rig.history(
                Rig.label(line),
                "#lobby",
                "@msgid=m1;time=2026-11-22T08:00:00.000Z :bob!u@h PRIVMSG #lobby one",
                "@msgid=m2;time=2026-11-22T08:01:00.000Z :ana!u@h PRIVMSG #lobby two");

        assertThat(rig.said()).containsExactly("bob: one", "ana: two");
        assertThat(rig.events(Event.Said.class)).allMatch(Event.Said::earlier);
        assertThat(rig.events(Event.Said.class)).extracting(Event.Said::own).containsExactly(false, true);
        assertThat(rig.events(Event.Said.class).get(0).time()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
    }

    /** A script in #lobby that wants so many messages of the past, of a server that gives two at a time. */
    private static Rig wanting(int messages) {
        Rig rig = Rig.newcomer(new SessionSettings(
                        new Place("#lobby"), null, messages, null, true, 0, false, false, null, false))
                .start()
                .open();
        rig.receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();
        rig.receive("REGISTER SUCCESS ana :Welcome", ":s 001 ana :Welcome", ":s 005 ana CHATHISTORY=2 :are supported");
        rig.receive(":s 422 ana :No MOTD", ":ana!u@h JOIN #lobby * :Ana Smith", ":s PONG s parley-ready");
        return rig;
    }

    @Test
    void asksPageByPageForMoreThanTheServerGivesAtOnce() {
        Rig rig = wanting(5);
        String first = line(rig, "CHATHISTORY");
        assertThat(first).endsWith("LATEST #lobby * 2");
        rig.history(
                Rig.label(first),
                "#lobby",
                "@msgid=m4 :bob!u@h PRIVMSG #lobby four",
                "@msgid=m5 :bob!u@h PRIVMSG #lobby five");
        rig.receive("@msgid=m6 :bob!u@h PRIVMSG #lobby six");
        assertThat(rig.said()).isEmpty();
        String second = line(rig, "CHATHISTORY");
        assertThat(second).endsWith("BEFORE #lobby msgid=m4 2");
        rig.history(
                Rig.label(second),
                "#lobby",
                "@msgid=m2 :bob!u@h PRIVMSG #lobby two",
                "@msgid=m3 :bob!u@h PRIVMSG #lobby three");
        String third = line(rig, "CHATHISTORY");
        assertThat(third).endsWith("BEFORE #lobby msgid=m2 1");
        rig.history(Rig.label(third), "#lobby", "@msgid=m1 :bob!u@h PRIVMSG #lobby one");

        assertThat(rig.said())
                .containsExactly("bob: one", "bob: two", "bob: three", "bob: four", "bob: five", "bob: six");
        assertThat(rig.events(Event.UpToDate.class)).hasSize(1);
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void asksForNoMorePagesWhereThePastEnds() {
        Rig rig = wanting(5);
        rig.history(Rig.label(line(rig, "CHATHISTORY")), "#lobby", "@msgid=m1 :bob!u@h PRIVMSG #lobby one");

        assertThat(rig.said()).containsExactly("bob: one");
        assertThat(rig.sent()).isEmpty();
    }

    @Test
    void showsThePagesThatCameAlthoughTheNextDoesNot() {
        Rig rig = wanting(5);
        rig.history(
                Rig.label(line(rig, "CHATHISTORY")),
                "#lobby",
                "@msgid=m4 :bob!u@h PRIVMSG #lobby four",
                "@msgid=m5 :bob!u@h PRIVMSG #lobby five");
        assertThat(rig.said()).isEmpty();

        rig.pass(Duration.ofSeconds(20));

        assertThat(rig.said()).containsExactly("bob: four", "bob: five");
    }

    @Test
    void showsThePastBeforeWhatIsSaidMeanwhile() {
        Rig rig = entering(null);
        String label = Rig.label(line(rig, "CHATHISTORY LATEST"));

        rig.receive("@msgid=m3 :bob!u@h PRIVMSG #lobby three", "@msgid=m4 :bob!u@h PRIVMSG #lobby four");
        assertThat(rig.said()).isEmpty();
        rig.history(
                label, "#lobby", "@msgid=m2 :bob!u@h PRIVMSG #lobby two", "@msgid=m3 :bob!u@h PRIVMSG #lobby three");

        assertThat(rig.said()).containsExactly("bob: two", "bob: three", "bob: four");
    }

    @Test
    void doesNotWaitForeverForThePast() {
        Rig rig = entering(null);
        rig.receive("@msgid=m3 :bob!u@h PRIVMSG #lobby three");

        rig.pass(Duration.ofSeconds(20));

        assertThat(rig.said()).containsExactly("bob: three");
    }

    @Test
    void showsWhatIsSaidAlthoughThePastIsRefused() {
        Rig rig = entering(null);
        String label = Rig.label(line(rig, "CHATHISTORY LATEST"));
        rig.receive("@msgid=m3 :bob!u@h PRIVMSG #lobby three");

        rig.receive("@label=" + label + " FAIL CHATHISTORY MESSAGE_ERROR LATEST #lobby :Not now");

        assertThat(rig.said()).containsExactly("bob: three");
        assertThat(rig.troubles()).isEmpty();
    }

    @Test
    void asksForPrivateMessagesSinceItWasHereLast() {
        String line = line(entering(YESTERDAY), "CHATHISTORY TARGETS");

        assertThat(line)
                .endsWith(
                        "CHATHISTORY TARGETS timestamp=2026-11-21T09:00:00.000Z timestamp=2026-11-22T09:01:00.000Z 50");
    }

    @Test
    void tellsOfPrivateMessagesThatCameMeanwhile() {
        Rig rig = entering(YESTERDAY);
        List<String> sent = rig.sent();
        String targets = sent.stream()
                .filter(line -> line.contains("TARGETS"))
                .findFirst()
                .orElseThrow();

        rig.receive("@label=" + Rig.label(targets) + " :s BATCH +t draft/chathistory-targets");
        rig.receive("@batch=t :s CHATHISTORY TARGETS bob 2026-11-22T08:00:00.000Z");
        rig.receive("@batch=t :s CHATHISTORY TARGETS #lobby 2026-11-22T08:00:00.000Z");
        rig.receive(":s BATCH -t");
        String question = rig.onlySent();
        assertThat(question).endsWith("CHATHISTORY AFTER bob timestamp=2026-11-21T09:00:00.000Z 20");
        rig.clear().history(Rig.label(question), "bob", "@msgid=p1 :bob!u@h PRIVMSG ana :call me");

        assertThat(rig.events(Event.Missed.class)).containsExactly(new Event.Missed(new Place("bob"), 1));
        assertThat(rig.said()).containsExactly("bob: call me");
    }

    @Test
    void doesNotClaimToKnowWhatWasMissedOnADeviceThatIsNew() {
        Rig rig = entering(null);
        String targets = line(rig, "TARGETS");
        rig.receive("@label=" + Rig.label(targets) + " :s BATCH +t draft/chathistory-targets");
        rig.receive("@batch=t :s CHATHISTORY TARGETS bob 2026-11-22T08:00:00.000Z", ":s BATCH -t");
        String question = rig.onlySent();
        assertThat(question).endsWith("CHATHISTORY LATEST bob * 20");

        rig.clear().history(Rig.label(question), "bob", "@msgid=p1 :bob!u@h PRIVMSG ana :call me");

        assertThat(rig.events(Event.Missed.class)).containsExactly(new Event.Missed(new Place("bob"), 0));
    }

    @Test
    void saysNothingOfPrivateConversationsInWhichOnlyTheUserSpoke() {
        Rig rig = entering(YESTERDAY);
        String targets = line(rig, "TARGETS");
        rig.receive("@label=" + Rig.label(targets) + " :s BATCH +t draft/chathistory-targets");
        rig.receive("@batch=t :s CHATHISTORY TARGETS bob 2026-11-22T08:00:00.000Z", ":s BATCH -t");

        rig.clear().history("h3", "bob", "@msgid=p1 :ana!u@h PRIVMSG bob :call me");

        assertThat(rig.events(Event.Missed.class)).isEmpty();
    }

    @Test
    void showsTheLatestAgainWhenTheUserAsks() {
        Rig rig = Rig.online();
        rig.receive("@msgid=m1 :bob!u@h PRIVMSG #lobby one").clear();

        rig.ask(new Request.History(null, 30, false));
        String line = rig.onlySent();
        assertThat(line).endsWith("CHATHISTORY LATEST #lobby * 30");
        rig.history(Rig.label(line), "#lobby", "@msgid=m1 :bob!u@h PRIVMSG #lobby one");

        assertThat(rig.said()).containsExactly("bob: one");
    }

    @Test
    void goesFurtherBackWhenTheUserWantsMore() {
        Rig rig = Rig.online();
        rig.receive("@msgid=m5;time=2026-11-22T08:00:00.000Z :bob!u@h PRIVMSG #lobby five");
        rig.receive("@msgid=m6;time=2026-11-22T08:01:00.000Z :bob!u@h PRIVMSG #lobby six");

        rig.ask(new Request.History(null, 500, true));

        assertThat(rig.onlySent()).endsWith("CHATHISTORY BEFORE #lobby msgid=m5 50");
    }

    @Test
    void saysThatThereIsNothingEarlier() {
        Rig rig = Rig.online();

        rig.ask(new Request.History(null, 10, false)).history(Rig.label(rig.onlySent()), "#lobby");

        assertThat(rig.news()).containsExactly("There is nothing earlier in #lobby.");
    }

    @Test
    void asksNothingOfAServerWithoutHistory() {
        Rig rig = Rig.online("echo-message draft/account-registration=before-connect");

        rig.receive(":ana!u@h JOIN #java").ask(new Request.History(null, 10, false));

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.troubles()).containsExactly("This server keeps no history.");
    }

    @Test
    void followsAllSinceAMomentWhenToldSo() {
        var settings = new SessionSettings(null, new Place("#java"), 10, YESTERDAY, true, 0, false, false, null, false);
        Rig rig = Rig.online(settings);

        rig.receive(":ana!u@h JOIN #java * :Ana Smith");

        assertThat(rig.onlySent()).endsWith("CHATHISTORY AFTER #java timestamp=2026-11-21T09:00:00.000Z 50");
    }

    @Test
    void remembersUntilWhenItHasSeenMessages() {
        Rig rig = Rig.online();

        rig.receive("@msgid=m1;time=2026-11-22T08:59:00.000Z :bob!u@h PRIVMSG #lobby one");
        rig.receive("@msgid=m0;time=2026-11-22T08:00:00.000Z :bob!u@h PRIVMSG #lobby zero");

        assertThat(rig.session.seenUntil()).isEqualTo(Instant.parse("2026-11-22T08:59:00Z"));
    }
}
