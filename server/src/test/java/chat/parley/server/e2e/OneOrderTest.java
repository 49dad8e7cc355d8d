package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.ledger.Crowd;
import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.ledger.Ledger;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promises P2 and P3 while nothing breaks, and the PONG barrier. */
class OneOrderTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup().server();

    @Test
    void everybodySeesWhatHistoryHasInOneOrder() {
        List<String> people = List.of("ann", "bob", "cat", "dan", "eve");
        people.forEach(name -> server.newcomer(name).join("#parade").close());
        Ledger ledger = new Ledger();
        Crowd crowd = new Crowd("#parade", ledger, server::device);
        people.subList(0, 4).forEach(name -> crowd.talker(name, 8));
        people.forEach(crowd::listener);
        crowd.start().awaitConnections(1);
        try (WireClient host = server.device("eve").join("#counting")) {
            for (int i = 0; i < 300; i++) {
                host.say("#counting", Integer.toString(i));
            }
            crowd.finish(host);
            Findings findings = ledger.compare(host.history("#parade"));
            findings.assertClean();
            assertThat(findings.count("echoed")).isGreaterThan(100);
        }
    }

    @Test
    void aDeviceSeesWhatTheOthersOfItsAccountSay() {
        server.newcomer("fay").close();
        server.newcomer("gus").close();
        try (WireClient desk = server.device("fay");
                WireClient phone = server.device("fay");
                WireClient gus = server.device("gus")) {
            Message inRoom = desk.say("#lobby", "to all");
            Message inPrivate = desk.say("gus", "to one");
            Message answer = gus.say("fay", "and back");
            assertThat(phone.syncMessages()).containsExactly(inRoom, inPrivate, answer);
            assertThat(desk.syncMessages()).containsExactly(answer);
        }
    }

    @Test
    void aResendIsAnsweredWithTheFirstOnesPlaceToTheSenderAlone() {
        server.newcomer("hal").close();
        try (WireClient hal = server.device("hal");
                WireClient other = server.device("hal");
                WireClient reader = server.newcomer("ida")) {
            Message first = hal.say("#lobby", "once", "nonce-1");
            reader.sync();
            Message again = other.say("#lobby", "once", "nonce-1");
            assertThat(again).isEqualTo(first);
            assertThat(reader.syncMessages()).isEmpty();
            assertThat(hal.syncMessages()).isEmpty();
            assertThat(hal.history("#lobby"))
                    .filteredOn(m -> m.text().equals("once"))
                    .hasSize(1);
        }
    }

    @Test
    void anotherTextUnderTheSameNonceFails() {
        try (WireClient ivy = server.newcomer("ivy")) {
            ivy.say("#lobby", "the one", "nonce-1");
            assertThat(ivy.ask(WireClient.nonced("#lobby", "the other", "nonce-1")))
                    .singleElement()
                    .satisfies(line -> assertThat(line.params()).startsWith("PRIVMSG", "NONCE_REUSED", "#lobby"));
            assertThat(ivy.history("#lobby")).extracting("text").doesNotContain("the other");
        }
    }

    @Test
    void twoPeopleMayUseTheSameNonce() {
        try (WireClient jay = server.newcomer("jay");
                WireClient kim = server.newcomer("kim")) {
            assertThat(jay.say("#lobby", "same words", "nonce-9").id())
                    .isNotEqualTo(kim.say("#lobby", "same words", "nonce-9").id());
        }
    }

    @Test
    void messagesOfDifferentConversationsHaveDifferentIds() {
        try (WireClient lou = server.newcomer("lou").join("#a").join("#b")) {
            assertThat(List.of(
                            lou.say("#a", "hi").id(),
                            lou.say("#b", "hi").id(),
                            lou.say("#lobby", "hi").id()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void pongComesAfterEverythingThatWasAskedBefore() {
        try (WireClient max = server.newcomer("max");
                WireClient nia = server.newcomer("nia")) {
            max.join("#quick");
            nia.join("#quick");
            max.sync();
            for (int round = 0; round < 50; round++) {
                max.sendTogether(
                        "PRIVMSG #quick :one " + round,
                        "TOPIC #quick :two " + round,
                        "PRIVMSG #quick :three " + round,
                        "PING x");
                assertThat(max.readUntil(line -> line.command().equals("PONG")))
                        .extracting(line -> line.params().getLast())
                        .containsExactly("one " + round, "two " + round, "three " + round, "x");
                assertThat(nia.sync())
                        .extracting(line -> line.params().getLast())
                        .containsExactly("one " + round, "two " + round, "three " + round);
            }
        }
    }
}
