package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user wants of a session. A place that is null is the current one. */
public sealed interface Request {

    /**
     * Say something.
     *
     * @param to null for everyone in the current place
     * @param text any length, any number of lines
     * @param action whether it is something that the user does: {@code /me}
     */
    record Say(@Nullable Addressee to, String text, boolean action) implements Request {}

    /** Enter a room and make it the current one. */
    record Join(Place room, @Nullable String key) implements Request {}

    /** Leave a room, or close a private conversation. */
    record Part(@Nullable Place place, String reason) implements Request {}

    /** Make a place the current one. A person's place is opened, a room's must be open. */
    record Switch(Place place) implements Request {}

    /** Make the place with this number, from 1, the current one. */
    record SwitchTo(int number) implements Request {}

    /** Who is in a room. */
    record Names(@Nullable Place room) implements Request {}

    /** What the topic of a room is; with a text, change it. */
    record Topic(@Nullable Place room, @Nullable String text) implements Request {}

    /**
     * Show what was said before.
     *
     * @param count of messages, 1 or more
     * @param older whether to go on before the earliest message that is known, instead of showing the latest
     */
    record History(@Nullable Place place, int count, boolean older) implements Request {}

    /** Be away with a reason; without one, be back. */
    record Away(@Nullable String reason) implements Request {}

    /** Who is in a room, or who a person is, with full names. */
    record Who(@Nullable Place place) implements Request {}

    /** Invite a person to a room. */
    record Invite(Place person, @Nullable Place room) implements Request {}

    /** Put a person out of the current room. */
    record Kick(Place person, String reason) implements Request {}

    /**
     * Tell or change the modes of a room.
     *
     * @param words the modes and their parameters; none to be told
     */
    record Mode(@Nullable Place room, List<String> words) implements Request {
        public Mode {
            words = List.copyOf(words);
        }
    }

    /** Ask the server something, and show the answer in words. */
    record Ask(Line line) implements Request {}

    /** Leave the server. */
    record Quit(String reason) implements Request {}
}
