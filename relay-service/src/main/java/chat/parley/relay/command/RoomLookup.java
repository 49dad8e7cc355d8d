package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A room as somebody may see it: taken from this loop's view where there is one, else asked of the room service. Good only within
 * the call that it is handed to, for the view moves on.
 */
record RoomLookup(
        RoomName name,
        RoomModes modes,
        @Nullable Topic topic,
        long createdAtMillis,
        Iterable<Member> members,
        Metadata metadata,
        boolean isMember) {

    /** Whether who asks may know that the room is there. */
    boolean isVisible() {
        return isMember || !modes.has('s');
    }

    /** Whether who asks may know what it says of itself: where the door is closed, that is for those inside. */
    boolean isReadable() {
        return isMember || !(modes.has('s') || modes.has('i') || modes.key() != null);
    }

    /** Finds a room; one that may not be known about is the same as none. */
    static void find(Exchange exchange, RoomName name, Consumer<RoomLookup> then, Consumer<Failure> otherwise) {
        PersonId me = exchange.client().me().id();
        RoomView view = exchange.views().room(name);
        if (view != null) {
            then.accept(new RoomLookup(
                    view.room().name(),
                    view.modes(),
                    view.topic(),
                    view.createdAtMillis(),
                    view.members(),
                    view.metadata(),
                    view.isMember(me)));
            return;
        }
        exchange.ask(
                new RoomRequest.Describe(name),
                snapshot -> then.accept(new RoomLookup(
                        snapshot.room().name(),
                        snapshot.modes(),
                        snapshot.topic(),
                        snapshot.createdAtMillis(),
                        snapshot.members(),
                        snapshot.metadata(),
                        snapshot.members().stream()
                                .anyMatch(member -> member.person().equals(me)))),
                otherwise);
    }
}
