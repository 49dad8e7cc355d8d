package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalkTest {

    private final Rig rig = Rig.online();

    @Test
    void sendsWhatIsTypedToTheCurrentRoomWithANonce() {
        rig.say("hello");

        String line = rig.onlySent();
        assertThat(line).matches("@label=(n\\d+);parley.chat/nonce=\\1 PRIVMSG #lobby hello");
    }

    @Test
    void showsAMessageOnceWhenItsEchoComes() {
        rig.say("hello");
        assertThat(rig.said()).isEmpty();
        assertThat(rig.view().pending()).isEqualTo(1);

        rig.receive("@label=" + Rig.label(rig.onlySent()) + ";msgid=m1 :ana!u@h PRIVMSG #lobby hello");

        assertThat(rig.said()).containsExactly("ana: hello");
        assertThat(rig.events(Event.Said.class)).allMatch(Event.Said::own);
        assertThat(rig.events(Event.Delivered.class)).hasSize(1);
        assertThat(rig.view().pending()).isZero();
    }

    @Test
    void showsWhatItsOtherDeviceSays() {
        rig.receive("@msgid=m1;account=ana :ana!u@h PRIVMSG bob :from my phone");

        Event.Said said = rig.events(Event.Said.class).get(0);
        assertThat(said.own()).isTrue();
        assertThat(said.place()).isEqualTo(new Place("bob"));
    }

    @Test
    void writesToOnePersonOnly() {
        rig.ask(new Request.Say(Addressee.everyone(new Place("bob")), "psst", false));

        assertThat(rig.onlySent()).endsWith("PRIVMSG bob psst");
        assertThat(rig.view().current()).isEqualTo(new Place("#lobby"));
    }

    @Test
    void writesToARoomsOperatorsAlone() {
        rig.ask(new Request.Say(new Addressee(new Place("#lobby"), "@"), "psst", false));
        String line = rig.onlySent();
        assertThat(line).endsWith("PRIVMSG @#lobby psst");

        rig.receive("@label=" + Rig.label(line) + ";msgid=m1 :ana!u@h PRIVMSG @#lobby psst");

        Event.Said said = rig.events(Event.Said.class).getFirst();
        assertThat(said.place()).isEqualTo(new Place("#lobby"));
        assertThat(said.audience()).isEqualTo("@");
        assertThat(rig.view().pending()).isZero();
    }

    @Test
    void tellsWhoseMessageIsAnswered() {
        rig.receive(
                "@msgid=m1 :bob!u@h PRIVMSG #lobby :who comes?",
                "@msgid=m2;account=ana :ana!u@h PRIVMSG #lobby :not me",
                "@msgid=m3;+draft/reply=m1 :eve!u@h PRIVMSG #lobby :I do",
                "@msgid=m4;+reply=m2 :eve!u@h PRIVMSG #lobby :a pity",
                "@msgid=m5;+draft/reply=m0 :eve!u@h PRIVMSG #lobby :long ago");

        assertThat(rig.events(Event.Said.class))
                .extracting(Event.Said::answers)
                .containsExactly(null, null, "bob", "ana", "");
        assertThat(rig.events(Event.Said.class))
                .extracting(Event.Said::mentionsUser)
                .containsExactly(false, false, false, true, false);
    }

    @Test
    void saysInWordsThatNobodyIsCalledSo() {
        rig.ask(new Request.Say(Addressee.everyone(new Place("nobody")), "psst", false));

        rig.receive("@label=" + Rig.label(rig.onlySent()) + " :s 401 ana nobody :No such nick/channel");

        assertThat(rig.events(Event.NotDelivered.class))
                .extracting(Event.NotDelivered::reason)
                .containsExactly("Nobody is called nobody.");
        assertThat(rig.troubles()).isEmpty();
        assertThat(rig.view().pending()).isZero();
    }

    @Test
    void saysWhyTheServerRefused() {
        rig.say("hello");

        rig.receive("@label=" + Rig.label(rig.onlySent()) + " FAIL PRIVMSG REFUSED #lobby :The store is busy");

        assertThat(rig.events(Event.NotDelivered.class))
                .extracting(Event.NotDelivered::reason)
                .containsExactly("The server could not store it.");
    }

    @Test
    void sendsAgainUnderTheSameNonceWhenTheServerDoesNotKnow() {
        rig.say("hello");
        String first = rig.onlySent();

        rig.receive("@label=" + Rig.label(first) + " FAIL PRIVMSG UNKNOWN #lobby :The answer was lost");
        assertThat(rig.sent()).isEmpty();
        rig.pass(Duration.ofSeconds(3));

        assertThat(rig.onlySent()).isEqualTo(first);
        assertThat(rig.events(Event.NotDelivered.class)).isEmpty();
    }

    @Test
    void takesTheRefusalOfAResendForNoWordOnWhatWasSentBefore() {
        rig.say("hello");
        String first = rig.onlySent();
        String label = Rig.label(first);
        rig.receive("@label=" + label + " FAIL PRIVMSG UNKNOWN #lobby :The answer was lost");
        rig.pass(Duration.ofSeconds(3));
        assertThat(rig.onlySent()).isEqualTo(first);

        rig.receive("@label=" + label + " FAIL PRIVMSG REFUSED #lobby :The store is busy");
        assertThat(rig.events(Event.NotDelivered.class)).isEmpty();
        rig.pass(Duration.ofSeconds(3));

        assertThat(rig.onlySent()).isEqualTo(first);
    }

    @Test
    void saysThatItMayHaveArrivedWhenNothingElseCanBeLearned() {
        rig.say("hello");
        for (int tries = 0; tries < 12; tries++) {
            String label = Rig.label(rig.onlySent());
            rig.receive("@label=" + label + " FAIL PRIVMSG " + (tries == 0 ? "UNKNOWN" : "REFUSED") + " #lobby :No");
            rig.pass(Duration.ofSeconds(3));
        }

        assertThat(rig.sent()).isEmpty();
        assertThat(rig.events(Event.NotDelivered.class))
                .extracting(Event.NotDelivered::reason)
                .containsExactly("The server did not confirm it. It may have arrived or not.");
    }

    @Test
    void sendsAgainWhenNoReceiptComes() {
        rig.say("hello");
        String first = rig.onlySent();

        rig.pass(Duration.ofSeconds(12));

        assertThat(rig.onlySent()).isEqualTo(first);
    }

    @Test
    void doesNotShowAMessageTwiceWhenTheResendIsAnswered() {
        rig.say("hello");
        String label = Rig.label(rig.onlySent());
        rig.receive("@msgid=m1 :ana!u@h PRIVMSG #lobby hello");

        rig.receive("@label=" + label + ";msgid=m1 :ana!u@h PRIVMSG #lobby hello");

        assertThat(rig.said()).containsExactly("ana: hello");
        assertThat(rig.view().pending()).isZero();
    }

    @Test
    void takesAnAcknowledgementWithoutEchoForAReceipt() {
        rig.say("hello");

        rig.receive("@label=" + Rig.label(rig.onlySent()) + " :s ACK");

        assertThat(rig.said()).containsExactly("ana: hello");
        assertThat(rig.view().pending()).isZero();
    }

    @Test
    void givesUpAfterManyTries() {
        rig.say("hello");

        rig.pass(Duration.ofSeconds(30));
        for (int i = 0; i < 10; i++) {
            rig.receive(":s PONG s x").pass(Duration.ofSeconds(15));
        }

        assertThat(rig.events(Event.NotDelivered.class)).hasSize(1);
    }

    @Test
    void sendsAFewAtATimeInOrder() {
        rig.say(String.join("\n", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")));
        List<String> first = rig.sent();
        assertThat(first).hasSize(8);

        rig.receive("@label=" + Rig.label(first.get(0)) + ";msgid=m1 :ana!u@h PRIVMSG #lobby 1");

        assertThat(rig.onlySent()).endsWith("PRIVMSG #lobby 9");
        assertThat(rig.view().pending()).isEqualTo(9);
    }

    @Test
    void slowsDownAndSendsAgainWhenTheServerSaysThatItIsTooFast() {
        rig.say("1\n2\n3");
        List<String> first = rig.sent();

        for (String line : first) {
            rig.receive("@label=" + Rig.label(line) + " FAIL PRIVMSG RATE_LIMITED :Too many requests");
        }
        assertThat(rig.say("4").sent()).isEmpty();
        rig.pass(Duration.ofSeconds(3));

        assertThat(rig.sent()).hasSize(4).startsWith(first.toArray(String[]::new));
        assertThat(rig.events(Event.NotDelivered.class)).isEmpty();
    }

    @Test
    void takesNoMoreThanItCanHold() {
        rig.say("x\n".repeat(Outbox.CAPACITY)).say("one too many");

        assertThat(rig.troubles())
                .containsExactly("Too much is waiting to be sent already; this was not taken: one too many");
    }

    @Test
    void showsWhatIsSentAtOnceWhereThereAreNoEchoes() {
        Rig simple = Rig.online("sasl=PLAIN draft/account-registration=before-connect");

        simple.say("hello");

        assertThat(simple.onlySent()).isEqualTo("PRIVMSG #lobby hello");
        assertThat(simple.said()).containsExactly("ana: hello");
    }

    @Test
    void knowsAnEchoByItsTextWhereThereAreNoLabels() {
        Rig simple = Rig.online("echo-message draft/account-registration=before-connect");
        simple.say("hello");

        simple.receive(":ana!u@h PRIVMSG #lobby hello");

        assertThat(simple.said()).containsExactly("ana: hello");
        assertThat(simple.view().pending()).isZero();
    }

    @Test
    void tellsThatTheUserIsNamed() {
        rig.receive(":bob!u@h PRIVMSG #lobby :what do you think, Ana?", ":bob!u@h PRIVMSG #lobby :bananas!");

        assertThat(rig.events(Event.Said.class))
                .extracting(Event.Said::mentionsUser)
                .containsExactly(true, false);
    }

    @Test
    void showsActions() {
        rig.ask(new Request.Say(null, "waves", true));
        assertThat(rig.onlySent()).endsWith("PRIVMSG #lobby :\u0001ACTION waves\u0001");

        rig.receive(":bob!u@h PRIVMSG #lobby :\u0001ACTION waves back\u0001");

        Event.Said said = rig.events(Event.Said.class).get(0);
        assertThat(said.kind()).isEqualTo(Event.Kind.ACTION);
        assertThat(said.text()).isEqualTo("waves back");
    }

    @Test
    void doesNotShowRequestsOfPrograms() {
        rig.receive(":bob!u@h PRIVMSG ana :\u0001VERSION\u0001");

        assertThat(rig.said()).isEmpty();
    }

    @Test
    void waitsForReceiptsBeforeItLeaves() {
        rig.say("last words");
        String label = Rig.label(rig.onlySent());

        rig.ask(new Request.Quit(""));
        assertThat(rig.end()).isNull();
        rig.receive("@label=" + label + ";msgid=m1 :ana!u@h PRIVMSG #lobby :last words");

        assertThat(rig.onlySent()).isEqualTo("QUIT");
        assertThat(rig.end()).isEqualTo(new Effect.End(Ending.LEFT, ""));
    }

    @Test
    void doesNotWaitForeverBeforeItLeaves() {
        rig.say("last words").ask(new Request.Quit("bye"));

        rig.pass(Duration.ofSeconds(5));

        assertThat(rig.sent()).endsWith("QUIT bye");
        assertThat(rig.events(Event.NotDelivered.class)).hasSize(1);
    }
}
