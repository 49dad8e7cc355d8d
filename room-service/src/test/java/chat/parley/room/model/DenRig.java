package chat.parley.room.model;

import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import java.util.List;

/** A room that alice has founded, and others who may come into it. */
abstract class DenRig {
    static final RoomName DEN = new RoomName("#den");

    final Table table = new Table();
    final Actor alice = Actor.account("alice", 1);
    final Actor bob = Actor.account("bob", 2);
    final Actor visitor = Actor.guest("visitor", 7);

    /** alice has the room, and these are in it. */
    final void begin(Actor... others) {
        table.accepted(alice.join("#den"));
        for (Actor other : others) {
            table.accepted(other.join("#den"));
        }
    }

    final List<Member> members() {
        return table.snapshot("#den").members();
    }

    @SuppressWarnings("unchecked") // what the request says that it is answered by
    final List<ListEntry> list(char letter) {
        return (List<ListEntry>) table.answer(new RoomRequest.ReadList(DEN, alice.person(), letter));
    }

    static ModeChange ban(String mask) {
        return entry(true, 'b', mask);
    }

    static ModeChange entry(boolean add, char letter, String mask) {
        return new ModeChange(add, letter, mask, null);
    }
}
