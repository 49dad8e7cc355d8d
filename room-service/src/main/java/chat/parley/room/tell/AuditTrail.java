package chat.parley.room.tell;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.room.model.ChangeSet;
import java.util.List;

/** Tells the server's log what was said, and who came and went, in the order in which it was committed. */
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
                            who, recipient, bodies == AuditBodies.ALL ? said.text() : null));
                }
            }
        }
    }

    private void inRoom(String room, String who, Change change) {
        switch (change) {
            case Change.Message said -> {
                if (said.kind() != MessageKind.TAGMSG) {
                    log.record(new AuditEvent.RoomMessage(room, who, bodies == AuditBodies.NONE ? null : said.text()));
                }
            }
            case Change.Join _join -> log.record(new AuditEvent.Joined(room, who));
            case Change.Part _part -> log.record(new AuditEvent.Parted(room, who));
            case Change.Kick kick ->
                log.record(new AuditEvent.Parted(room, kick.nick().value()));
            case Change.Described _described -> {}
            case Change.Rename _rename -> {}
            case Change.Redaction _redaction -> {}
            case Change.Redacted _redacted -> {}
            case Change.Invite _invite -> {}
            case Change.Knock _knock -> {}
            case Change.Modes _modes -> {}
            case Change.Topic _topic -> {}
        }
    }
}
