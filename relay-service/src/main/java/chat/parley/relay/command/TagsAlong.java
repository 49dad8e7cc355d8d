package chat.parley.relay.command;

import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.Validated;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.Map;
import java.util.Set;

/**
 * What a client's own tags mean to the server: which of them go along with a message, and whether a message of nothing but tags is
 * worth keeping. All others are passed on and kept as they are, whatever they mean to clients.
 *
 * @param tags that go along
 * @param stored false: for those who are here now, and nobody else
 */
record TagsAlong(Tags tags, boolean stored) {
    /** That somebody types is true for a moment. */
    private static final Set<String> TYPING = Set.of("+typing", "+draft/typing");

    /** Beside them, nothing that is worth keeping is said: they say what the rest is about. */
    private static final Set<String> CONTEXT =
            Set.of("+reply", "+draft/reply", "+channel-context", "+draft/channel-context");

    /**
     * Looks at what a client sent along.
     *
     * @param given the tags that clients may send to each other
     */
    static TagsAlong of(Exchange exchange, MessageKind kind, Target target, Tags given) {
        Tags tags = given;
        for (Map.Entry<String, String> tag : given.asMap().entrySet()) {
            boolean context =
                    tag.getKey().equals("+channel-context") || tag.getKey().equals("+draft/channel-context");
            if (context && !mayNameRoom(exchange, target, tag.getValue())) {
                tags = tags.without(tag.getKey());
            }
        }
        Tags lasting = tags;
        for (String typing : TYPING) {
            lasting = lasting.without(typing);
        }
        boolean passing = kind == MessageKind.TAGMSG
                && lasting.size() < tags.size()
                && CONTEXT.containsAll(lasting.asMap().keySet());
        return passing ? new TagsAlong(tags, false) : new TagsAlong(lasting, true);
    }

    /**
     * A private message may be said to belong to a room that its sender is in; elsewhere clients are to ignore that, so that nobody
     * has to trust it.
     *
     * @see <a href="https://ircv3.net/specs/client-tags/channel-context">IRCv3 channel-context</a>
     */
    private static boolean mayNameRoom(Exchange exchange, Target target, String room) {
        if (target instanceof Target.ToRoom) {
            return false;
        }
        RoomView view = RoomName.parse(room) instanceof Validated.Valid<RoomName>(RoomName name)
                ? exchange.views().room(name)
                : null;
        return view != null && view.isMember(exchange.client().me().id());
    }
}
