package chat.parley.relay.delivery;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.message.MultilineText;
import chat.parley.relay.listener.WireForm;
import chat.parley.relay.view.PresenceView;
import java.util.List;

/** The lines of a conversation's events, for a batch. */
final class ConversationLines implements Batch.Lines {
    private static final CapabilitySet ALWAYS = CapabilitySet.of(Capability.MESSAGE_TAGS, Capability.SERVER_TIME);

    private final ConversationRef conversation;
    private final List<Event> events;
    private final PresenceView presence;
    private final boolean renamed;

    /** @param presence for what a JOIN shows of somebody beside the event itself */
    ConversationLines(ConversationRef conversation, List<Event> events, PresenceView presence) {
        this.conversation = conversation;
        this.events = events;
        this.presence = presence;
        this.renamed = events.stream().anyMatch(event -> event.change() instanceof Change.Rename);
    }

    /** What the conversation is called at one of the events: a room may be renamed in between. */
    ConversationRef conversation(int index) {
        if (!renamed) {
            return conversation;
        }
        for (int i = index - 1; i >= 0; i--) {
            if (events.get(i).change() instanceof Change.Rename earlier) {
                return new ConversationRef.Room(conversation.id(), earlier.now());
            }
        }
        for (int i = index; i < events.size(); i++) {
            if (events.get(i).change() instanceof Change.Rename later) {
                return new ConversationRef.Room(conversation.id(), later.before());
            }
        }
        return conversation;
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public CapabilitySet relevant() {
        CapabilitySet relevant = ALWAYS;
        for (Event event : events) {
            if (event.author().account() != null) {
                relevant = relevant.with(Capability.ACCOUNT_TAG);
            }
            if (event.change() instanceof Change.Join) {
                relevant = relevant.with(Capability.EXTENDED_JOIN).with(Capability.AWAY_NOTIFY);
            } else if (event.change() instanceof Change.Rename) {
                relevant = relevant.with(Capability.CHANNEL_RENAME);
            } else if (event.change() instanceof Change.Redaction) {
                relevant = relevant.with(Capability.MESSAGE_REDACTION);
            } else if (event.change() instanceof Change.Message message && MultilineText.isMultiline(message.text())) {
                relevant = relevant.with(Capability.MULTILINE);
            } else if (event.change() instanceof Change.Invite) {
                relevant = relevant.with(Capability.INVITE_NOTIFY);
            }
        }
        return relevant;
    }

    @Override
    public void write(int index, CapabilitySet capabilities, LineWriter to) {
        Event event = events.get(index);
        boolean said = event.change() instanceof Change.Message;
        Person author = said ? null : presence.byId(event.author().person());
        List<Line> lines =
                EventLines.of(conversation(index), event, capabilities, author == null ? null : author.realname());
        boolean bot = author != null && author.isBot() && capabilities.has(Capability.MESSAGE_TAGS);
        for (Line line : lines) {
            WireForm.write(bot ? line.withTag(EventLines.BOT_TAG, "") : line, to);
        }
        if (!lines.isEmpty()
                && event.change() instanceof Change.Join
                && author != null
                && author.away() != null
                && capabilities.has(Capability.AWAY_NOTIFY)) {
            Tags tags = EventLines.tags(capabilities, event.timeMillis(), author.account(), null);
            WireForm.write(new Line(tags, lines.getFirst().source(), "AWAY", List.of(author.away())), to);
        }
    }
}
