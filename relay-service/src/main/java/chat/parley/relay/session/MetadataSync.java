package chat.parley.relay.session;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Member;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.view.RoomView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a client what it subscribed to, of all whom it concerns. Much of it goes piece by piece: the next one when the client's
 * socket has taken the last, so that nobody's queue runs over.
 */
public final class MetadataSync {
    private static final int LINES_A_PIECE = 200;
    /** What a subscription is answered with at once; for more than that the client asks. */
    private static final int MOST_LINES_AT_ONCE = 500;

    private final Exchange exchange;
    private final Client client;
    private final Set<MetadataKey> keys;

    /** @param keys which are told of */
    private MetadataSync(Exchange exchange, Set<MetadataKey> keys) {
        this.exchange = exchange;
        this.client = exchange.client();
        this.keys = keys;
    }

    /** SYNC of somebody. */
    public static void person(Exchange exchange, String target, Metadata metadata) {
        MetadataSync sync = new MetadataSync(exchange, exchange.client().subscriptions());
        ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, target);
        sync.of(target, metadata).forEach(batch::send);
        batch.end();
    }

    /**
     * SYNC of a room.
     *
     * @param members of whom it is told, too
     */
    public static void room(Exchange exchange, String target, Metadata metadata, Iterable<Member> members) {
        MetadataSync sync =
                new MetadataSync(exchange, Set.copyOf(exchange.client().subscriptions()));
        Deque<PersonId> left = new ArrayDeque<>();
        members.forEach(member -> left.add(member.person()));
        exchange.expectMany();
        ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, target);
        sync.of(target, metadata).forEach(batch::send);
        sync.piece(batch, left);
    }

    private void piece(ReplyBatch batch, Deque<PersonId> left) {
        int lines = 0;
        while (!left.isEmpty() && lines < LINES_A_PIECE) {
            Person person = exchange.views().presence().byId(left.remove());
            if (person != null) {
                List<Line> some = of(person.nick().value(), person.metadata());
                some.forEach(batch::send);
                lines += some.size();
            }
        }
        if (left.isEmpty()) {
            batch.end();
        } else {
            exchange.beginAnswer();
            exchange.whenWritten(() -> piece(batch, left), () -> {
                // the client is gone
            });
        }
    }

    private List<Line> of(String target, Metadata metadata) {
        return MetadataLines.of(exchange.server(), client.name(), target, metadata, keys::contains);
    }

    /** What there is of keys that the client has just subscribed to. */
    public static void subscribed(Exchange exchange, Set<MetadataKey> keys) {
        if (exchange.client().isConnected() && !keys.isEmpty()) {
            exchange.expectMany();
            new MetadataSync(exchange, keys).all();
        }
    }

    private void all() {
        Set<PersonId> told = new HashSet<>();
        int lines = 0;
        for (RoomView room : exchange.views().roomsOf(client.me().id())) {
            String name = room.room().name().value();
            List<Line> some = room.memberCount() > MetadataLines.MOST_MEMBERS_AT_ONCE
                    ? List.of()
                    : MetadataLines.ofRoom(
                            exchange.server(),
                            client.name(),
                            exchange.views(),
                            room,
                            person -> told.add(person.id()),
                            keys::contains);
            lines += some.size();
            if (room.memberCount() > MetadataLines.MOST_MEMBERS_AT_ONCE || lines > MOST_LINES_AT_ONCE) {
                exchange.send(later(exchange.server(), client.name(), name));
            } else {
                batch(name, some);
            }
        }
        List<Person> others = new ArrayList<>();
        others.add(client.me());
        for (Nickname nick : client.monitored()) {
            Person person = exchange.views().presence().byNick(nick);
            if (person != null) {
                others.add(person);
            }
        }
        others.stream()
                .filter(person -> told.add(person.id()))
                .forEach(person -> batch(person.nick().value(), of(person.nick().value(), person.metadata())));
    }

    private void batch(String target, List<Line> lines) {
        if (!lines.isEmpty()) {
            ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, target);
            lines.forEach(batch::send);
            batch.end();
        }
    }

    /** What there is of somebody whom the client monitors from now on. */
    public static void monitored(Exchange exchange, Person person) {
        MetadataSync sync = new MetadataSync(exchange, exchange.client().subscriptions());
        String nick = person.nick().value();
        sync.batch(nick, sync.of(nick, person.metadata()));
    }

    /** 774. */
    static Line later(String server, String client, String room) {
        return Numeric.RPL_METADATASYNCLATER.line(server, client, room, "1");
    }
}
