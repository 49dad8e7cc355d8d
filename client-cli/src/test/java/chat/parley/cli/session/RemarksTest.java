package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemarksTest {

    private final Rig rig = Rig.online();

    private List<String> happened() {
        return rig.events(Event.Happened.class).stream()
                .map(event -> event.who() + " " + event.words())
                .toList();
    }

    @Test
    void tellsReactionsInWords() {
        rig.receive(
                "@msgid=m1 :bob!u@h PRIVMSG #lobby :hello everyone",
                "@msgid=m2;+draft/reply=m1;+draft/react=👍 :eve!u@h TAGMSG #lobby",
                "@msgid=m3;+draft/reply=m1;+draft/unreact=👍 :eve!u@h TAGMSG #lobby",
                "@msgid=m4;+reply=gone;+draft/react=x :ana!u@h TAGMSG #lobby");

        assertThat(happened())
                .containsExactly(
                        "eve reacted with 👍 to bob: hello everyone",
                        "eve took 👍 back from bob: hello everyone",
                        "ana reacted with x to an earlier message");
    }

    @Test
    void tellsNothingOfOtherTags() {
        rig.receive(
                "@+typing=active :bob!u@h TAGMSG #lobby",
                "@+draft/react=x :bob!u@h TAGMSG #lobby",
                "@+draft/reply=m1;+draft/react=x :bob!u@h TAGMSG #elsewhere");

        assertThat(happened()).isEmpty();
        assertThat(rig.session.rooms()).containsExactly("#lobby");
    }

    @Test
    void tellsWhatIsTakenBackAndByWhom() {
        rig.receive(
                "@msgid=m1 :bob!u@h PRIVMSG #lobby :a long story that nobody ever wanted to hear in full",
                "@msgid=m2 :bob!u@h PRIVMSG #lobby :short",
                ":bob!u@h REDACT #lobby m1",
                ":eve!u@h REDACT #lobby m2 :off topic",
                ":bob!u@h REDACT #lobby m0");

        assertThat(happened())
                .containsExactly(
                        "bob took back: a long story that nobody ever wanted to …",
                        "eve deleted what bob said: short (off topic)",
                        "bob took a message back");
    }

    @Test
    void tellsOfPrivateMessagesWhereTheyAre() {
        rig.receive("@msgid=m1 :bob!u@h PRIVMSG ana :psst", ":bob!u@h REDACT ana m1");

        assertThat(rig.events(Event.Happened.class))
                .extracting(Event.Happened::place)
                .containsExactly(new Place("bob"));
    }

    @Test
    void neverShowsWhatWasTakenBackBeforeItWasSeen() {
        rig.receive(
                ":ana!u@h JOIN #java * :Ana Smith",
                ":s 366 ana #java :End",
                "@msgid=m1 :bob!u@h PRIVMSG #java :oops",
                "@msgid=m2 :bob!u@h PRIVMSG #java :fine");
        for (String line : rig.sent()) {
            if (line.contains("CHATHISTORY")) {
                rig.history(Rig.label(line), "#java");
            }
        }
        rig.receive(":bob!u@h REDACT #java m1");
        rig.ask(new Request.Switch(new Place("#java")));

        assertThat(rig.said()).containsExactly("bob: fine");
    }
}
