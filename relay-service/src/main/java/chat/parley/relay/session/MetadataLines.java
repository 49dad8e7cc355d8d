package chat.parley.relay.session;

import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.view.RoomView;
import chat.parley.relay.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines that tell what people and rooms say of themselves.
 *
 * @see <a href="https://ircv3.net/specs/extensions/metadata">IRCv3 metadata</a>
 */
public final class MetadataLines {
    public static final String BATCH = "metadata";

    /** Everybody may see it. */
    public static final String VISIBLE = "*";

    /** Whom a line is addressed to that is the same for many. */
    public static final String ANYBODY = "*";

    /** Of a room with more members than this, a client is told later, when it asks. */
    static final int MOST_MEMBERS_AT_ONCE = 250;

    private MetadataLines() {}

    /**
     * 761 or 766.
     *
     * @param client whom it is said to
     * @param value null: the key is not set
     */
    public static Line of(String server, String client, String target, MetadataKey key, @Nullable String value) {
        return value == null
                ? Numeric.RPL_KEYNOTSET.line(server, client, target, key.value())
                : Numeric.RPL_KEYVALUE.lineWithText(server, client, value, target, key.value(), VISIBLE);
    }

    /** A line for each key that is set and wanted. */
    public static List<Line> of(
            String server, String client, String target, Metadata metadata, Predicate<MetadataKey> wanted) {
        List<Line> lines = new ArrayList<>();
        metadata.values().forEach((key, value) -> {
            if (wanted.test(key)) {
                lines.add(of(server, client, target, key, value));
            }
        });
        return lines;
    }

    /** A line for each key that is another than before, and wanted. */
    static List<Line> since(
            Metadata before, String server, String client, String target, Metadata now, Predicate<MetadataKey> wanted) {
        return now.differencesFrom(before).stream()
                .filter(wanted)
                .map(key -> of(server, client, target, key, now.get(key)))
                .toList();
    }

    /**
     * Of a room and of those members who are here.
     *
     * @param whom of these
     */
    static List<Line> ofRoom(
            String server,
            String client,
            Views views,
            RoomView room,
            Predicate<Person> whom,
            Predicate<MetadataKey> wanted) {
        List<Line> lines = new ArrayList<>(of(server, client, room.room().name().value(), room.metadata(), wanted));
        room.members().forEach(member -> {
            Person person = views.presence().byId(member.person());
            if (person != null && !person.metadata().isEmpty() && whom.test(person)) {
                lines.addAll(of(server, client, person.nick().value(), person.metadata(), wanted));
            }
        });
        return lines;
    }
}
