package chat.parley.room.tell;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.store.MemoryRoomStore;
import chat.parley.room.store.Scribe;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditTrailTest {
    private final List<AuditEvent> log = new ArrayList<>();
    private final List<ChangeSet> batches = new ArrayList<>();
    private final Scribe scribe = new Scribe(new MemoryRoomStore() {
        @Override
        public Future<Void> commit(long batch, ChangeSet changes) {
            batches.add(changes);
            return super.commit(batch, changes);
        }
    });
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);

    @ParameterizedTest
    @EnumSource(AuditBodies.class)
    void showsTheWordsThatItMay(AuditBodies bodies) throws Exception {
        record(bodies, alice.join("#den"), alice.say("#den", "aloud"), alice.tell(bob, "psst"), alice.part("#den"));

        assertThat(log)
                .containsExactly(
                        new AuditEvent.Joined("#den", "alice"),
                        new AuditEvent.RoomMessage("#den", "alice", bodies == AuditBodies.NONE ? null : "aloud"),
                        new AuditEvent.PrivateMessage("alice", "bob", bodies == AuditBodies.ALL ? "psst" : null),
                        new AuditEvent.Parted("#den", "alice"));
    }

    @Test
    void showsMessagesOfSeveralLinesAsPeopleReadThem() throws Exception {
        record(AuditBodies.ALL, alice.join("#den"), alice.say("#den", "one\ntwo \rand more"), alice.tell(bob, "a\rb"));

        assertThat(log)
                .containsExactly(
                        new AuditEvent.Joined("#den", "alice"),
                        new AuditEvent.RoomMessage("#den", "alice", "one\ntwo and more"),
                        new AuditEvent.PrivateMessage("alice", "bob", "ab"));
    }

    @Test
    void leavesOutWhatSaysNothing() throws Exception {
        Target den = new Target.ToRoom(new RoomName("#den"));
        record(
                AuditBodies.ALL,
                alice.join("#den"),
                alice.say(den, "typing", null, false),
                new RoomRequest.Say(
                        den,
                        alice.author(),
                        alice.accountId(),
                        alice.origin(),
                        null,
                        MessageKind.TAGMSG,
                        "",
                        Tags.of("+draft/react", "x"),
                        true));

        assertThat(log).containsExactly(new AuditEvent.Joined("#den", "alice"));
    }

    @Test
    void tellsWhatModeratorsDid() throws Exception {
        RoomName den = new RoomName("#den");
        record(
                AuditBodies.ROOMS,
                alice.join("#den"),
                bob.join("#den"),
                alice.topic("#den", "a topic"),
                alice.topic("#den", ""),
                alice.modes("#den", Actor.flag(true, 'm'), bob.rank(true, 'v'), Actor.with('b', "nasty!*@*")),
                new RoomRequest.Kick(den, alice.author(), alice.origin(), bob.author(), "enough"),
                new RoomRequest.Invite(den, alice.author(), alice.origin(), bob.person(), new Nickname("bob")),
                new RoomRequest.Rename(den, alice.author(), alice.origin(), new RoomName("#lair"), "tidier"));

        assertThat(log)
                .containsSubsequence(
                        new AuditEvent.Act("alice", "changed the topic of #den: a topic"),
                        new AuditEvent.Act("alice", "took away the topic of #den"),
                        new AuditEvent.Act("alice", "set the modes +m +v bob +b nasty!*@* of #den"),
                        new AuditEvent.Parted("#den", "bob"),
                        new AuditEvent.Act("alice", "kicked bob from #den: enough"),
                        new AuditEvent.Act("alice", "invited bob to #den"),
                        new AuditEvent.Act("alice", "renamed #den to #lair: tidier"));
    }

    @Test
    void tellsThatSomethingWasTakenBack() throws Exception {
        record(
                AuditBodies.NONE,
                alice.join("#den"),
                alice.say("#den", "oops"),
                new RoomRequest.Redact(
                        new Target.ToRoom(new RoomName("#den")), alice.author(), alice.origin(), 1, 2, null));

        assertThat(log).endsWith(new AuditEvent.Act("alice", "took back message 2 of #den"));
    }

    @Test
    void keepsKeysAndWhereItHasToTopicsToItself() throws Exception {
        record(
                AuditBodies.NONE,
                alice.join("#den"),
                alice.topic("#den", "a secret plan"),
                alice.modes("#den", Actor.with('k', "sesame")));

        assertThat(log)
                .endsWith(
                        new AuditEvent.Act("alice", "changed the topic of #den"),
                        new AuditEvent.Act("alice", "set the modes +k * of #den"));
    }

    private void record(AuditBodies bodies, RoomRequest<?>... requests) throws Exception {
        AuditTrail trail = new AuditTrail(log::add, bodies);
        for (RoomRequest<?> request : requests) {
            scribe.decide(request);
            scribe.commit();
            batches.forEach(trail::record);
            batches.clear();
        }
    }
}
