package chat.parley.relay.delivery;

import chat.parley.contracts.room.ConversationRef;
import chat.parley.relay.view.RoomView;

/** A room that this loop follows: its view, who is handed its events, and its events that came too early. */
final class RoomStream {
    final Audience audience = new Audience();
    final Sequencer sequencer;
    RoomView view;

    RoomStream(RoomView view) {
        this.view = view;
        this.sequencer = new Sequencer(view.sequence());
    }

    ConversationRef.Room room() {
        return view.room();
    }
}
