package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private static final Place LOBBY = new Place("#lobby");
    private static final Place JAVA = new Place("#java");

    private final Rig rig = Rig.online();

    private Rig inJavaToo() {
        rig.ask(new Request.Join(JAVA, null));
        rig.receive(":ana!u@h JOIN #java * :Ana Smith", ":s PONG s parley-entered");
        return rig.clear();
    }

    private String happened() {
        return rig.events(Event.Happened.class).stream()
                .map(one -> one.who() + " " + one.words())
                .reduce("", (all, one) -> all + one + "; ");
    }

    @Test
    void entersTheLobbyWhenTheServerPutsItNowhere() {
        Rig fresh = Rig.newcomer(SessionSettings.interactive(null)).start().open();
        fresh.receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();
        fresh.receive("REGISTER SUCCESS ana :ok", ":s 001 ana :Welcome", ":s 422 ana :No MOTD");
        fresh.sent();

        fresh.receive(":s PONG s parley-ready");

        assertThat(fresh.sent()).containsExactly("JOIN #lobby", "PING parley-ready");
        assertThat(fresh.events(Event.Ready.class)).isEmpty();
        fresh.receive(":ana!u@h JOIN #lobby * :Ana Smith", ":s PONG s parley-ready");
        assertThat(fresh.events(Event.Ready.class)).hasSize(1);
    }

    @Test
    void doesNotEnterTheLobbyAgainWhenItIsThereAlready() {
        assertThat(Rig.online().sent()).doesNotContain("JOIN #lobby");
    }

    @Test
    void tellsWhoComesAndGoes() {
        rig.receive(":cleo!u@h JOIN #lobby * :Cleo Jones", ":cleo!u@h PART #lobby :bye", ":bob!u@h QUIT :Ping timeout");

        assertThat(happened())
                .isEqualTo("cleo (Cleo Jones) joined; cleo left (bye); bob went offline (Ping timeout); ");
    }

    @Test
    void isQuietAboutComingsInABigRoom() {
        for (int i = 0; i < 60; i++) {
            rig.receive(":p" + i + "!u@h JOIN #lobby");
        }
        rig.clear();

        rig.receive(":cleo!u@h JOIN #lobby", ":bob!u@h QUIT :bye", ":cleo!u@h PART #lobby");

        assertThat(rig.events(Event.Happened.class)).isEmpty();
        assertThat(rig.session.people()).hasSize(61);
    }

    @Test
    void makesTheRoomThatTheUserEntersTheCurrentOne() {
        rig.ask(new Request.Join(JAVA, "key"));
        assertThat(rig.sent()).containsExactly("JOIN #java key", "PING parley-entered");

        rig.receive(":ana!u@h JOIN #java * :Ana Smith");

        assertThat(rig.view().current()).isEqualTo(JAVA);
        assertThat(rig.events(Event.Entered.class)).hasSize(1);
    }

    @Test
    void saysWhatIsTypedRightAfterEnteringInTheNewRoom() {
        rig.ask(new Request.Join(JAVA, null)).clear().say("hello java");
        assertThat(rig.sent()).isEmpty();

        rig.receive(":ana!u@h JOIN #java * :Ana Smith", ":s PONG s parley-entered");

        assertThat(rig.sent()).anyMatch(line -> line.endsWith("PRIVMSG #java :hello java"));
    }

    @Test
    void doesNotWaitForeverToEnter() {
        rig.ask(new Request.Join(JAVA, null)).clear().ask(new Request.Quit(""));

        rig.pass(Duration.ofSeconds(7));

        assertThat(rig.sent()).endsWith("QUIT");
    }

    @Test
    void staysInTheRoomBeforeWhenItMayNotEnter() {
        rig.ask(new Request.Join(JAVA, null)).clear().say("hello");

        rig.receive(":s 473 ana #java :Cannot join", ":s PONG s parley-entered");

        assertThat(rig.troubles()).containsExactly("#java is open to those who are invited only.");
        assertThat(rig.onlySent()).endsWith("PRIVMSG #lobby hello");
    }

    @Test
    void staysWhereItIsWhenTheServerPutsItInAnotherRoom() {
        rig.receive(":ana!u@h JOIN #java * :Ana Smith");

        assertThat(rig.view().current()).isEqualTo(LOBBY);
    }

    @Test
    void countsWhatIsUnreadInOtherRooms() {
        inJavaToo().receive("@msgid=1 :bob!u@h PRIVMSG #lobby one", "@msgid=2 :bob!u@h PRIVMSG #lobby :ana, two");

        assertThat(rig.said()).isEmpty();
        assertThat(rig.view().places()).containsExactly(new Event.Tab(LOBBY, 2, true), new Event.Tab(JAVA, 0, false));
        assertThat(rig.news()).containsExactly("bob mentions you in #lobby.");
    }

    @Test
    void showsWhatIsUnreadWhenTheUserComes() {
        inJavaToo()
                .receive("@msgid=1 :bob!u@h PRIVMSG #lobby one", ":cleo!u@h JOIN #lobby")
                .clear();

        rig.ask(new Request.SwitchTo(1));

        assertThat(rig.said()).containsExactly("bob: one");
        assertThat(happened()).isEqualTo("cleo joined; ");
        assertThat(rig.view().places()).containsExactly(new Event.Tab(LOBBY, 0, false), new Event.Tab(JAVA, 0, false));
    }

    @Test
    void showsPrivateMessagesWhereverTheUserIs() {
        inJavaToo().receive("@msgid=1 :bob!u@h PRIVMSG ana psst");

        assertThat(rig.said()).containsExactly("bob: psst");
    }

    @Test
    void showsEverythingWhereTheUserHasOneStreamOfLines() {
        Rig plain = Rig.online(SessionSettings.interactive(null).showingEveryPlace());
        plain.receive(":ana!u@h JOIN #java * :Ana Smith").history(Rig.label(plain.onlySent()), "#java");

        plain.receive("@msgid=1 :bob!u@h PRIVMSG #java one");

        assertThat(plain.said()).containsExactly("bob: one");
    }

    @Test
    void talksInPrivateAfterSwitchingToAPerson() {
        rig.ask(new Request.Switch(new Place("bob"))).clear().say("psst");

        assertThat(rig.onlySent()).endsWith("PRIVMSG bob psst");
    }

    @Test
    void showsWhatWasSaidInAPrivateConversationThatTheUserOpens() {
        rig.ask(new Request.Switch(new Place("bob")));

        assertThat(rig.onlySent()).endsWith("CHATHISTORY LATEST bob * 20");
    }

    @Test
    void leavesARoomAgainThatItOnlyVisited() {
        var visit = new SessionSettings(null, JAVA, 0, null, true, 0, true, false, null, false);
        Rig visitor = Rig.online(visit);
        visitor.receive(":ana!u@h JOIN #java * :Ana Smith", ":s PONG s parley-entered")
                .clear();

        visitor.ask(new Request.Quit(""));

        assertThat(visitor.sent()).containsExactly("PART #java", "QUIT");
    }

    @Test
    void staysInARoomWhereItWasBeforeTheVisit() {
        var visit = new SessionSettings(null, LOBBY, 0, null, true, 0, true, false, null, false);

        Rig visitor = Rig.online(visit).ask(new Request.Quit(""));

        assertThat(visitor.sent()).containsExactly("QUIT");
    }

    @Test
    void saysSoWhenThereIsNoSuchPlaceToSwitchTo() {
        rig.ask(new Request.Switch(JAVA)).ask(new Request.SwitchTo(7));

        assertThat(rig.troubles())
                .containsExactly(
                        "You are not in #java. /join enters a room.", "You are not in number 7. /join enters a room.");
    }

    @Test
    void goesBackToTheRoomBeforeWhenItLeavesOne() {
        inJavaToo().ask(new Request.Part(null, "enough"));
        assertThat(rig.onlySent()).isEqualTo("PART #java enough");

        rig.receive(":ana!u@h PART #java :enough");

        assertThat(rig.view().current()).isEqualTo(LOBBY);
        assertThat(rig.view().places()).hasSize(1);
    }

    @Test
    void saysWhoPutTheUserOut() {
        rig.receive(":bob!u@h KICK #lobby ana :behave");

        assertThat(rig.troubles()).containsExactly("bob removed you from #lobby (behave).");
        assertThat(rig.view().places()).isEmpty();
    }

    @Test
    void saysSoWhenThereIsNoRoomToTalkIn() {
        rig.receive(":ana!u@h PART #lobby").clear();

        rig.say("hello?");

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.troubles())
                .containsExactly("You are in no room. /join #name enters one, @name text writes to one person.");
    }

    @Test
    void followsChangesOfNames() {
        rig.receive(":bob!u@h NICK robert");
        assertThat(happened()).isEqualTo("bob is called robert from now on; ");
        assertThat(rig.session.people()).containsExactly("ana", "robert");

        rig.receive(":ana!u@h NICK anna", ":robert!u@h PRIVMSG anna hi");
        assertThat(rig.view().nick()).isEqualTo("anna");
    }

    @Test
    void tellsTopicsAndModesInWords() {
        rig.receive(":bob!u@h TOPIC #lobby :Be nice", ":bob!u@h MODE #lobby +o ana", ":bob!u@h MODE #lobby +k x");

        assertThat(happened())
                .isEqualTo("bob changed the topic to: Be nice; bob made ana an operator; "
                        + "bob changed the room's mode: +k x; ");
    }

    @Test
    void listsWhoIsInARoomWhenAsked() {
        rig.ask(new Request.Names(null));
        assertThat(rig.onlySent()).isEqualTo("NAMES #lobby");

        rig.receive(":s 353 ana = #lobby :@bob +ana cleo!u@h", ":s 366 ana #lobby :End of NAMES");

        assertThat(rig.news()).containsExactly("#lobby, 3 people: ana, bob, cleo");
    }

    @Test
    void tellsAnswersInWords() {
        rig.ask(new Request.Ask(Line.of("WHOIS", "bob")));
        rig.receive(
                ":s 311 ana bob b host * :Bob Jones",
                ":s 319 ana bob :#lobby ",
                ":s 330 ana bob bob :is logged in as",
                ":s 317 ana bob 300 1763800000 :seconds idle, signon time",
                ":s 318 ana bob :End of WHOIS");

        assertThat(rig.news())
                .containsExactly(
                        "bob is Bob Jones (b@host)",
                        "bob is in #lobby",
                        "bob is signed in as bob",
                        "bob last spoke 5 min ago, here since 22 November 2025");
    }

    @Test
    void listsRoomsInWords() {
        rig.receive(
                ":s 321 ana Channel :Users", ":s 322 ana #lobby 2 :Everybody", ":s 322 ana #x 1 :", ":s 323 ana :End");

        assertThat(rig.news()).containsExactly("#lobby  2 people  Everybody", "#x  1 person");
    }

    @Test
    void tellsErrorsInWordsWithoutNumbersOrCodes() {
        rig.receive(
                ":s 475 ana #secret :Cannot join channel (+k)",
                ":s 482 ana #lobby :You're not channel operator",
                ":s 421 ana FOO :Unknown command",
                "FAIL JOIN SOMETHING_NEW",
                ":s 499 ana :you cannot do that");

        assertThat(rig.troubles())
                .containsExactly(
                        "#secret needs a key: /join #secret KEY",
                        "Only operators of #lobby may do that.",
                        "This server does not know FOO.",
                        "Something new.",
                        "You cannot do that.");
    }

    @Test
    void knowsWhetherItIsAway() {
        rig.ask(new Request.Away("lunch"));
        assertThat(rig.onlySent()).isEqualTo("AWAY lunch");

        rig.receive(":s 306 ana :You have been marked as being away");

        assertThat(rig.view().away()).isTrue();
    }

    @Test
    void answersPings() {
        rig.receive("PING :are you there");

        assertThat(rig.onlySent()).isEqualTo("PONG :are you there");
    }

    @Test
    void isNotImpressedByLinesWithMissingParts() {
        rig.receive(
                "PRIVMSG",
                ":x PRIVMSG",
                ":x!y@z PRIVMSG #lobby",
                "JOIN",
                ":x JOIN :",
                ":x KICK #lobby",
                "MODE #lobby",
                ":s 353",
                ":s 366",
                ":s 332 ana",
                ":s 322",
                ":s 352 ana",
                ":s 317 ana",
                "BATCH",
                "BATCH +",
                "BATCH -q",
                "CAP",
                "FAIL",
                "TOPIC",
                ":x NICK",
                "ACK",
                ":s 005",
                ":s 401",
                "PONG",
                "INVITE",
                "CHATHISTORY TARGETS");

        assertThat(rig.end()).isNull();
        assertThat(rig.session.isOnline()).isTrue();
    }
}
