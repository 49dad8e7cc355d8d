package chat.parley.contracts.bus;

import chat.parley.contracts.room.RoomRequest;
import java.util.List;

/** The says of one event-loop turn, travelling together; answered by a list of the same length, each an answer or a failure. */
record Says(List<RoomRequest.Say> says) {
    record Answers(List<Object> answers) {}
}
