package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultilineTest {
    private static final String CAPABILITIES =
            "account-tag batch draft/account-registration=before-connect draft/chathistory"
                    + " draft/multiline=max-bytes=1000,max-lines=5 echo-message labeled-response message-tags parley.chat/nonce"
                    + " server-time standard-replies";

    private final Rig rig = Rig.online(CAPABILITIES);

    @Test
    void showsAMessageOfSeveralLinesOnceAndWhole() {
        rig.receive(
                "@msgid=m1 :bob!u@h BATCH +b draft/multiline #lobby",
                "@batch=b :bob!u@h PRIVMSG #lobby :first",
                "@batch=b :bob!u@h PRIVMSG #lobby :",
                "@batch=b :bob!u@h PRIVMSG #lobby :how is ");
        assertThat(rig.said()).isEmpty();

        rig.receive("@batch=b;draft/multiline-concat :bob!u@h PRIVMSG #lobby :ana?", ":bob!u@h BATCH -b");

        assertThat(rig.said()).containsExactly("bob: first\n\nhow is ana?");
        assertThat(rig.events(Event.Said.class)).allMatch(Event.Said::mentionsUser);
        assertThat(rig.events(Event.Said.class)).extracting(Event.Said::id).containsExactly("m1");
    }

    @Test
    void readsItInThePast() {
        rig.ask(new Request.History(null, 10, false));
        String label = Rig.label(rig.onlySent());
        rig.receive(
                "@label=" + label + " :s BATCH +h chathistory #lobby",
                "@batch=h;msgid=m1 :bob!u@h PRIVMSG #lobby :before",
                "@batch=h;msgid=m2 :bob!u@h BATCH +b draft/multiline #lobby",
                "@batch=b :bob!u@h PRIVMSG #lobby :one",
                "@batch=b :bob!u@h PRIVMSG #lobby :two",
                "@batch=h :bob!u@h BATCH -b",
                "@batch=h;msgid=m3 :bob!u@h PRIVMSG #lobby :after",
                ":s BATCH -h");

        assertThat(rig.said()).containsExactly("bob: before", "bob: one\ntwo", "bob: after");
    }

    @Test
    void sendsAPasteAsOneMessage() {
        rig.say("one\n\n  two\nthree\n");

        List<String> sent = rig.sent();
        assertThat(sent.getFirst()).matches("@label=(n\\d+);parley.chat/nonce=\\1 BATCH \\+m1 draft/multiline #lobby");
        assertThat(sent.subList(1, 6))
                .containsExactly(
                        "@batch=m1 PRIVMSG #lobby one",
                        "@batch=m1 PRIVMSG #lobby :",
                        "@batch=m1 PRIVMSG #lobby :  two",
                        "@batch=m1 PRIVMSG #lobby three",
                        "BATCH -m1");
        String label = Rig.label(sent.getFirst());
        rig.receive(
                "@label=" + label + ";msgid=m1 :ana!u@h BATCH +7-1 draft/multiline #lobby",
                "@batch=7-1 :ana!u@h PRIVMSG #lobby one",
                "@batch=7-1 :ana!u@h PRIVMSG #lobby :",
                "@batch=7-1 :ana!u@h PRIVMSG #lobby :  two",
                "@batch=7-1 :ana!u@h PRIVMSG #lobby three",
                ":ana!u@h BATCH -7-1");
        assertThat(rig.said()).containsExactly("ana: one\n\n  two\nthree");
        assertThat(rig.events(Event.Delivered.class)).hasSize(1);
        assertThat(rig.view().pending()).isZero();
    }

    @Test
    void sendsALongLineAsOneMessageThatGoesOn() {
        rig.say("word ".repeat(100).strip());

        List<String> sent = rig.sent();
        assertThat(sent).hasSize(4);
        assertThat(sent.get(1)).startsWith("@batch=m1 PRIVMSG #lobby :word ");
        assertThat(sent.get(2)).startsWith("@batch=m1;draft/multiline-concat PRIVMSG #lobby :word");
    }

    @Test
    void sendsOneLineAsEver() {
        rig.say("hello\n");

        assertThat(rig.onlySent()).endsWith(" PRIVMSG #lobby hello");
    }

    @Test
    void sendsNoMoreInOneMessageThanTheServerTakes() {
        rig.say("a\nb\nc\nd\ne\nf\n\ng");

        List<String> sent = rig.sent();
        assertThat(sent).filteredOn(line -> line.contains(" BATCH +")).hasSize(2);
        assertThat(sent.subList(7, 12)).last().isEqualTo("BATCH -m2");
        assertThat(sent.get(8)).isEqualTo("@batch=m2 PRIVMSG #lobby f");
        assertThat(Rig.label(sent.get(7))).isNotEqualTo(Rig.label(sent.get(0)));
    }

    @Test
    void letsOneLongMessageTravelAlone() {
        rig.say("a\nb\nc\nd\ne");
        rig.say("f\ng\nh\ni");

        List<String> first = rig.sent();
        assertThat(first).hasSize(7);
        rig.receive(
                "@label=" + Rig.label(first.get(0)) + ";msgid=m1 :ana!u@h BATCH +1 draft/multiline #lobby",
                "@batch=1 :ana!u@h PRIVMSG #lobby a",
                ":ana!u@h BATCH -1");
        assertThat(rig.sent()).hasSize(6);
    }

    @Test
    void sendsItAgainUnderItsNonceWhenTheServerDoesNotKnow() {
        rig.say("one\ntwo");
        String label = Rig.label(rig.sent().getFirst());
        rig.receive("@label=" + label + " :s FAIL PRIVMSG UNKNOWN #lobby :Nobody knows");
        rig.pass(Duration.ofSeconds(3));

        List<String> again = rig.sent();
        assertThat(again).hasSize(4);
        assertThat(again.getFirst()).contains("label=" + label, "parley.chat/nonce=" + label, " BATCH +m2 ");
    }

    @Test
    void saysWhyItWasNotTaken() {
        rig.say("one\ntwo");
        rig.receive("@label=" + Rig.label(rig.sent().getFirst()) + " :s FAIL BATCH MULTILINE_MAX_BYTES 9 :Too much");

        assertThat(rig.events(Event.NotDelivered.class))
                .containsExactly(new Event.NotDelivered(
                        rig.events(Event.NotDelivered.class).getFirst().nonce(),
                        Addressee.everyone(new Place("#lobby")),
                        "one\ntwo",
                        "Too much."));
    }

    @Test
    void sendsLineByLineToServersThatKnowNothingElse() {
        Rig plain = Rig.online(
                "batch echo-message labeled-response message-tags draft/account-registration=before-connect");
        plain.say("one\n\ntwo");

        assertThat(plain.sent()).hasSize(2).allMatch(line -> line.contains(" PRIVMSG #lobby "));
    }

    @Test
    void tellsWhoseRankAMessageIsFor() {
        rig.receive(":bob!u@h PRIVMSG @#lobby :quiet", ":bob!u@h NOTICE +#lobby :psst", ":bob!u@h PRIVMSG #lobby :all");

        assertThat(rig.events(Event.Said.class))
                .extracting(Event.Said::audienceInWords)
                .containsExactly(" (to the operators)", " (to those with a voice)", "");
        assertThat(rig.events(Event.Said.class)).extracting(Event.Said::place).containsOnly(new Place("#lobby"));
    }
}
