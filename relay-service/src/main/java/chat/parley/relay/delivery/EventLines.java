package chat.parley.relay.delivery;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.ModeChange;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.message.MultilineText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines that events of conversations are on the wire, live and from history. Pure. */
public final class EventLines {
    /** The capabilities that change the line of some event; two readers who agree in these see the same bytes. */
    static final CapabilitySet RELEVANT = CapabilitySet.of(
            Capability.MESSAGE_TAGS,
            Capability.SERVER_TIME,
            Capability.ACCOUNT_TAG,
            Capability.EXTENDED_JOIN,
            Capability.INVITE_NOTIFY,
            Capability.MULTILINE,
            Capability.MESSAGE_REDACTION,
            Capability.CHANNEL_RENAME);

    /**
     * Put on what bots do; what they say carries it in the record.
     *
     * @see <a href="https://ircv3.net/specs/extensions/bot-mode">IRCv3 bot mode</a>
     */
    static final String BOT_TAG = "bot";

    private EventLines() {}

    /**
     * The lines that a reader with these capabilities sees; none when such a reader is not shown it (TAGMSG without message-tags).
     *
     * @param reader who reads, or null for a reader of whom nothing is known; all readers of an event see the same at present
     */
    public static List<Line> of(
            ConversationRef conversation, Event event, @Nullable PersonId reader, CapabilitySet capabilities) {
        return of(conversation, event, capabilities, null);
    }

    /** @param realname of the author, for extended-join; null when it is not known any more */
    static List<Line> of(
            ConversationRef conversation, Event event, CapabilitySet capabilities, @Nullable String realname) {
        if (!isShown(event, capabilities)) {
            return List.of();
        }
        String target = target(conversation, event);
        List<String> params = switch (event.change()) {
            case Change.Message message ->
                message.kind() == MessageKind.TAGMSG ? List.of(target) : List.of(target, message.text());
            case Change.Join _join -> joinParams(target, event, capabilities, realname);
            case Change.Part part -> optional(List.of(target), part.reason());
            case Change.Kick kick -> optional(List.of(target, kick.nick().value()), kick.reason());
            case Change.Modes modes -> modeParams(target, modes.changes());
            case Change.Topic topic -> List.of(target, topic.text());
            case Change.Rename rename ->
                List.of(rename.before().value(), rename.now().value(), rename.reason());
            case Change.Redaction redaction ->
                optional(
                        List.of(target, new MessageId(conversation.id().value(), redaction.target()).text()),
                        redaction.reason());
            case Change.Redacted _redacted -> List.of(target);
            case Change.Described _described -> List.of(target);
            case Change.Invite invite -> List.of(invite.nick().value(), target);
            case Change.Knock _knock -> List.of(target);
        };
        Line line = new Line(
                tags(conversation, event, capabilities), event.author().source().text(), command(event), params);
        if (!(event.change() instanceof Change.Message message) || !MultilineText.isMultiline(message.text())) {
            return List.of(line);
        }
        return capabilities.has(Capability.MULTILINE)
                ? MultilineLines.batched(line, new MessageId(conversation.id().value(), event.sequence()).text())
                : MultilineLines.apart(line);
    }

    /** A knock is told one by one, to those who may answer it; what a room says of itself, to those who asked for that. */
    private static boolean isShown(Event event, CapabilitySet capabilities) {
        return switch (event.change()) {
            case Change.Message message ->
                message.kind() != MessageKind.TAGMSG || capabilities.has(Capability.MESSAGE_TAGS);
            case Change.Invite _invite -> capabilities.has(Capability.INVITE_NOTIFY);
            case Change.Rename _rename -> capabilities.has(Capability.CHANNEL_RENAME);
            case Change.Redaction _redaction -> capabilities.has(Capability.MESSAGE_REDACTION);
            case Change.Redacted _redacted -> false;
            case Change.Knock _knock -> false;
            case Change.Described _described -> false;
            case Change.Join _join -> true;
            case Change.Part _part -> true;
            case Change.Kick _kick -> true;
            case Change.Modes _modes -> true;
            case Change.Topic _topic -> true;
        };
    }

    /** The tags that the server puts on lines about a moment and somebody, without those that clients send along. */
    static Tags tags(CapabilitySet capabilities, long timeMillis, @Nullable String account, @Nullable MessageId id) {
        Map<String, String> tags = new LinkedHashMap<>(4);
        if (id != null && capabilities.has(Capability.MESSAGE_TAGS)) {
            tags.put("msgid", id.text());
        }
        if (capabilities.has(Capability.SERVER_TIME)) {
            tags.put("time", Timestamp.format(timeMillis));
        }
        if (account != null && capabilities.has(Capability.ACCOUNT_TAG)) {
            tags.put("account", account);
        }
        return Tags.of(tags);
    }

    private static Tags tags(ConversationRef conversation, Event event, CapabilitySet capabilities) {
        MessageId id =
                event.sequence() == 0 ? null : new MessageId(conversation.id().value(), event.sequence());
        Tags tags = tags(capabilities, event.timeMillis(), event.author().account(), id);
        return event.change() instanceof Change.Message message && capabilities.has(Capability.MESSAGE_TAGS)
                ? tags.withAll(message.clientTags())
                : tags;
    }

    private static String command(Event event) {
        return switch (event.change()) {
            case Change.Message message -> message.kind().name();
            case Change.Join _join -> "JOIN";
            case Change.Part _part -> "PART";
            case Change.Kick _kick -> "KICK";
            case Change.Modes _modes -> "MODE";
            case Change.Topic _topic -> "TOPIC";
            case Change.Rename _rename -> "RENAME";
            case Change.Described _described -> "METADATA";
            case Change.Redaction _redaction -> "REDACT";
            case Change.Redacted _redacted -> "REDACTED";
            case Change.Invite _invite -> "INVITE";
            case Change.Knock _knock -> "KNOCK";
        };
    }

    private static String target(ConversationRef conversation, Event event) {
        return switch (conversation) {
            case ConversationRef.Room room -> {
                String name = room.name().value();
                yield event.change() instanceof Change.Message message && message.to() != null
                        ? message.to().prefix() + name
                        : name;
            }
            case ConversationRef.Direct direct ->
                direct.otherNick(event.author().person()).value();
        };
    }

    private static List<String> joinParams(
            String room, Event event, CapabilitySet capabilities, @Nullable String realname) {
        if (!capabilities.has(Capability.EXTENDED_JOIN)) {
            return List.of(room);
        }
        String account = event.author().account();
        return List.of(
                room,
                account == null ? "*" : account,
                realname == null ? event.author().source().name() : realname);
    }

    private static List<String> optional(List<String> params, @Nullable String last) {
        if (last == null) {
            return params;
        }
        var all = new ArrayList<String>(params);
        all.add(last);
        return all;
    }

    private static List<String> modeParams(String room, List<ModeChange> changes) {
        var letters = new StringBuilder();
        var params = new ArrayList<String>();
        params.add(room);
        params.add("");
        char sign = ' ';
        for (ModeChange change : changes) {
            char wanted = change.add() ? '+' : '-';
            if (wanted != sign) {
                letters.append(wanted);
                sign = wanted;
            }
            letters.append(change.letter());
            String argument = change.argument();
            if (argument != null) {
                params.add(argument);
            }
        }
        params.set(1, letters.toString());
        return params;
    }
}
