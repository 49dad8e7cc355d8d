package chat.parley.room.tell;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.ModeChange;
import chat.parley.protocol.message.MultilineText;
import chat.parley.room.model.ChangeSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server's log what was said, who came and went, and what moderators did, in the order in which it was committed.
 */
public final class AuditTrail {
    private final AuditLog log;
    private final AuditBodies bodies;

    public AuditTrail(AuditLog log, AuditBodies bodies) {
        this.log = log;
        this.bodies = bodies;
    }

    public void record(ChangeSet changes) {
        List<Event> events = changes.events();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.sequence() > 0) {
                record(changes.conversationOf(i).ref(), event);
            }
        }
    }

    private void record(ConversationRef conversation, Event event) {
        String who = event.author().source().name();
        switch (conversation) {
            case ConversationRef.Room room -> inRoom(room.name().value(), who, event.change());
            case ConversationRef.Direct direct -> {
                if (event.change() instanceof Change.Message said && said.kind() != MessageKind.TAGMSG) {
                    String recipient = direct.otherNick(event.author().person()).value();
                    log.record(new AuditEvent.PrivateMessage(
                            who, recipient, bodies == AuditBodies.ALL ? MultilineText.plain(said.text()) : null));
                }
            }
        }
    }

    private void inRoom(String room, String who, Change change) {
        switch (change) {
            case Change.Message said -> {
                if (said.kind() != MessageKind.TAGMSG) {
                    log.record(new AuditEvent.RoomMessage(
                            room, who, bodies == AuditBodies.NONE ? null : MultilineText.plain(said.text())));
                }
            }
            case Change.Join _join -> log.record(new AuditEvent.Joined(room, who));
            case Change.Part _part -> log.record(new AuditEvent.Parted(room, who));
            case Change.Kick kick -> {
                log.record(new AuditEvent.Parted(room, kick.nick().value()));
                act(who, "kicked " + kick.nick() + " from " + room, kick.reason());
            }
            case Change.Rename rename ->
                act(who, "renamed " + rename.before() + " to " + rename.now(), rename.reason());
            case Change.Redaction redaction ->
                act(who, "took back message " + redaction.target() + " of " + room, redaction.reason());
            case Change.Described _described -> {}
            case Change.Redacted _redacted -> {}
            case Change.Invite invite -> act(who, "invited " + invite.nick() + " to " + room, null);
            case Change.Knock _knock -> {}
            case Change.Modes modes -> act(who, "set the modes " + text(modes.changes()) + " of " + room, null);
            case Change.Topic topic -> changedTopic(room, who, topic.text());
        }
    }

    /** What is for moderators to answer for. */
    private void act(String who, String what, @Nullable String reason) {
        log.record(new AuditEvent.Act(who, reason == null || reason.isEmpty() ? what : what + ": " + reason));
    }

    private void changedTopic(String room, String who, String topic) {
        if (topic.isEmpty()) {
            act(who, "took away the topic of " + room, null);
        } else {
            act(who, "changed the topic of " + room, bodies == AuditBodies.NONE ? null : topic);
        }
    }

    /** As MODE has it, one letter by the other. A key is a secret, and who reads the log need not know it. */
    private static String text(List<ModeChange> changes) {
        return changes.stream()
                .map(change -> (change.add() ? "+" : "-")
                        + change.letter()
                        + (change.argument() == null ? "" : " " + (change.letter() == 'k' ? "*" : change.argument())))
                .collect(Collectors.joining(" "));
    }
}
