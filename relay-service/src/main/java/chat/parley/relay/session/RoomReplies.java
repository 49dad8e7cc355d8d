package chat.parley.relay.session;

import chat.parley.contracts.room.ReadMarker;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a room to who enters it or asks about it. */
public final class RoomReplies {
    private RoomReplies() {}

    /** After one's own JOIN. */
    public static List<Line> onJoin(String server, Client client, RoomView room) {
        var lines = new ArrayList<Line>();
        if (room.topic() != null) {
            lines.addAll(topic(server, client, room.room().name().value(), room.topic()));
        }
        if (!client.has(Capability.NO_IMPLICIT_NAMES)) {
            lines.addAll(names(server, client, room));
        }
        return lines;
    }

    /** MARKREAD, also of private conversations. */
    public static Line readMarker(String server, String target, ReadMarker marker) {
        return Line.of(
                        "MARKREAD",
                        Line.inTheMiddle(target),
                        marker.isKnown() ? "timestamp=" + Timestamp.format(marker.timeMillis()) : "*")
                .withSource(server);
    }

    /** 332 and 333, or 331. */
    public static List<Line> topic(String server, Client client, String room, @Nullable Topic topic) {
        if (topic == null) {
            return List.of(Numeric.RPL_NOTOPIC.line(server, client.name(), room));
        }
        return List.of(
                Numeric.RPL_TOPIC.lineWithText(server, client.name(), topic.text(), room),
                Numeric.RPL_TOPICWHOTIME.line(
                        server, client.name(), room, topic.setBy(), Long.toString(topic.setAtMillis() / 1_000)));
    }

    /** 353 and 366, as a member sees them. */
    public static List<Line> names(String server, Client client, RoomView room) {
        String name = room.room().name().value();
        var lines = new ArrayList<Line>();
        for (String text : room.names(client.capabilities())) {
            lines.add(Numeric.RPL_NAMREPLY.lineWithText(server, client.name(), text, symbol(room.modes()), name));
        }
        lines.add(Numeric.RPL_ENDOFNAMES.line(server, client.name(), name));
        return lines;
    }

    /** Secret rooms are marked. */
    public static String symbol(RoomModes modes) {
        return modes.has('s') ? "@" : "=";
    }
}
