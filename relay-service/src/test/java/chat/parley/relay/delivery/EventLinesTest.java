package chat.parley.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.ModeChange;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.Source;
import chat.parley.relay.listener.WireForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final PersonId ANN = new PersonId.OfAccount(new AccountId(1));
    private static final PersonId BOB = new PersonId.OfAccount(new AccountId(2));
    private static final ConversationRef ROOM = new ConversationRef.Room(new ConversationId(7), new RoomName("#room"));
    private static final ConversationRef DIRECT =
            new ConversationRef.Direct(new ConversationId(8), ANN, new Nickname("ann"), BOB, new Nickname("bob"));

    @Test
    void writesMessagesWithAColonEvenWhereTheyAreOneWord() {
        assertThat(text(ROOM, message(MessageKind.PRIVMSG, "hello"))).isEqualTo(":ann!a@h PRIVMSG #room :hello");
        assertThat(text(ROOM, message(MessageKind.NOTICE, "a b"))).isEqualTo(":ann!a@h NOTICE #room :a b");
    }

    @Test
    void addressesPrivateMessagesToTheOtherEnd() {
        assertThat(text(DIRECT, message(MessageKind.PRIVMSG, "psst"))).isEqualTo(":ann!a@h PRIVMSG bob :psst");
    }

    @Test
    void addsTheTagsThatAReaderAskedFor() {
        Change change = new Change.Message(MessageKind.PRIVMSG, "hi", Tags.of("+draft/reply", "x"));
        String id = new MessageId(7, 3).text();

        assertThat(text(ROOM, change, Capability.MESSAGE_TAGS))
                .isEqualTo("@msgid=" + id + ";+draft/reply=x :ann!a@h PRIVMSG #room :hi");
        assertThat(text(ROOM, change, Capability.SERVER_TIME))
                .isEqualTo("@time=1970-01-01T00:00:01.234Z :ann!a@h PRIVMSG #room :hi");
        assertThat(text(ROOM, change, Capability.ACCOUNT_TAG)).isEqualTo("@account=Ann :ann!a@h PRIVMSG #room :hi");
        assertThat(text(ROOM, change, Capability.ECHO_MESSAGE)).isEqualTo(":ann!a@h PRIVMSG #room :hi");
    }

    @Test
    void showsTagsAloneOnlyToThoseWhoKnowTags() {
        Change typing = new Change.Message(MessageKind.TAGMSG, "", Tags.of("+typing", "active"));
        Event event = new Event(0, 1_234, author(), null, typing);

        assertThat(EventLines.of(ROOM, event, BOB, CapabilitySet.of(Capability.SERVER_TIME)))
                .isEmpty();
        assertThat(written(EventLines.of(ROOM, event, BOB, CapabilitySet.of(Capability.MESSAGE_TAGS))))
                .isEqualTo("@+typing=active :ann!a@h TAGMSG #room");
    }

    @Test
    void writesComingAndGoing() {
        assertThat(text(ROOM, new Change.Join())).isEqualTo(":ann!a@h JOIN #room");
        assertThat(text(ROOM, new Change.Join(), Capability.EXTENDED_JOIN)).isEqualTo(":ann!a@h JOIN #room Ann :ann");
        assertThat(text(ROOM, new Change.Part(null))).isEqualTo(":ann!a@h PART #room");
        assertThat(text(ROOM, new Change.Part("bye"))).isEqualTo(":ann!a@h PART #room :bye");
        assertThat(text(ROOM, new Change.Kick(BOB, new Nickname("bob"), "out")))
                .isEqualTo(":ann!a@h KICK #room bob :out");
    }

    @Test
    void writesModesWithTheirSignsAndArguments() {
        Change modes = new Change.Modes(List.of(
                new ModeChange(true, 'o', "bob", BOB),
                new ModeChange(true, 'v', "bob", BOB),
                new ModeChange(false, 'm', null, null),
                new ModeChange(true, 'l', "5", null)));

        assertThat(text(ROOM, modes)).isEqualTo(":ann!a@h MODE #room +ov-m+l bob bob 5");
    }

    @Test
    void writesATopicAlsoWhereItIsTakenAway() {
        assertThat(text(ROOM, new Change.Topic("one"))).isEqualTo(":ann!a@h TOPIC #room :one");
        assertThat(text(ROOM, new Change.Topic(""))).isEqualTo(":ann!a@h TOPIC #room :");
    }

    @Test
    void writesAMessageOfSeveralLinesAsABatchToThoseWhoKnowThem() {
        Change change =
                new Change.Message(MessageKind.PRIVMSG, "hello\n#how is \reveryone?\n", Tags.of("+draft/reply", "x"));
        String id = new MessageId(7, 3).text();

        assertThat(lines(change, Capability.MESSAGE_TAGS, Capability.BATCH, Capability.MULTILINE))
                .containsExactly(
                        "@msgid=" + id + ";+draft/reply=x :ann!a@h BATCH +" + id + " draft/multiline #room",
                        "@batch=" + id + " :ann!a@h PRIVMSG #room :hello",
                        "@batch=" + id + " :ann!a@h PRIVMSG #room :#how is ",
                        "@batch=" + id + ";draft/multiline-concat :ann!a@h PRIVMSG #room :everyone?",
                        "@batch=" + id + " :ann!a@h PRIVMSG #room :",
                        ":ann!a@h BATCH -" + id);
    }

    @Test
    void writesItsLinesOneByOneToTheOthersAndTheIdOnTheFirst() {
        Change change = new Change.Message(MessageKind.PRIVMSG, "\nhello \rthere\n\nbye", Tags.of("+draft/reply", "x"));
        String id = new MessageId(7, 3).text();

        assertThat(lines(change, Capability.MESSAGE_TAGS, Capability.BATCH))
                .containsExactly(
                        "@msgid=" + id + ";+draft/reply=x :ann!a@h PRIVMSG #room :hello ",
                        "@+draft/reply=x :ann!a@h PRIVMSG #room :there",
                        "@+draft/reply=x :ann!a@h PRIVMSG #room :bye");
        assertThat(lines(change))
                .containsExactly(
                        ":ann!a@h PRIVMSG #room :hello ",
                        ":ann!a@h PRIVMSG #room :there",
                        ":ann!a@h PRIVMSG #room :bye");
    }

    private static List<String> lines(Change change, Capability... capabilities) {
        return List.of(text(ROOM, change, capabilities).split("\r\n"));
    }

    private static Change message(MessageKind kind, String text) {
        return new Change.Message(kind, text, Tags.EMPTY);
    }

    private static Author author() {
        return new Author(ANN, new Source("ann", "a", "h"), "Ann");
    }

    private static String text(ConversationRef conversation, Change change, Capability... capabilities) {
        Event event = new Event(3, 1_234, author(), null, change);
        return written(EventLines.of(conversation, event, BOB, CapabilitySet.of(capabilities)));
    }

    private static String written(List<Line> lines) {
        var writer = new LineWriter();
        lines.forEach(line -> WireForm.write(line, writer));
        return new String(writer.array(), 0, writer.length() - 2, StandardCharsets.UTF_8);
    }
}
