package chat.parley.cli.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user is told. Texts and names come from others as they are: whoever shows them makes them safe for the terminal
 * first.
 */
public sealed interface Event {

    /** What kind of saying it is. */
    enum Kind {
        TEXT,
        ACTION,
        NOTICE
    }

    /**
     * Somebody said something. The text may have several lines.
     *
     * @param id the server's id of the message, where it gives one
     * @param own whether this account said it, here or on another device
     * @param mentionsUser whether the user's name is in it
     * @param earlier whether it comes from the record, not from this moment
     * @param audience whom in a room it is for: the sign of the lowest such rank; empty for everybody
     * @param answers whose message it is a reply to; empty: that is not known here; null: it is none
     */
    record Said(
            Place place,
            String author,
            String text,
            Kind kind,
            Instant time,
            @Nullable String id,
            boolean own,
            boolean mentionsUser,
            boolean earlier,
            String audience,
            @Nullable String answers)
            implements Event {
        /** For everybody who is there, and no reply. */
        public Said(
                Place place,
                String author,
                String text,
                Kind kind,
                Instant time,
                @Nullable String id,
                boolean own,
                boolean mentionsUser,
                boolean earlier) {
            this(place, author, text, kind, time, id, own, mentionsUser, earlier, "", null);
        }

        /** That it is a reply, and to whom, behind the author's name; empty where it is none. */
        public String answersInWords() {
            return answers == null ? "" : answers.isEmpty() ? " ↪" : " ↪ " + answers;
        }

        /** Whom it is for, in words behind the author's name; empty for everybody. */
        public String audienceInWords() {
            return switch (audience) {
                case "" -> "";
                case "+" -> " (to those with a voice)";
                case "%" -> " (to the moderators)";
                default -> " (to the operators)";
            };
        }
    }

    /** Something happened in a place: {@code who} and then {@code words}. */
    record Happened(Place place, String who, String words, Instant time) implements Event {}

    /** A message by this session is stored and everybody gets it; {@link Said} went before. */
    record Delivered(String nonce) implements Event {}

    /** A message by this session did not arrive, or nobody knows whether it did. The reason is in words. */
    record NotDelivered(String nonce, Addressee to, String text, String reason) implements Event {}

    /** An answer, or news of the server. */
    record News(String text) implements Event {}

    /** Something went wrong. */
    record Trouble(String text) implements Event {}

    /** From here on the given place is the current one. */
    record Entered(Place place, String topic) implements Event {}

    /**
     * Messages from the record follow that the user has not seen here.
     *
     * @param count how many of them are from others and were missed; 0 if this device cannot know
     */
    record Missed(Place place, int count) implements Event {}

    /** What was said before in a place has been shown, as far as it was asked for; from here on it is news. */
    record UpToDate(Place place) implements Event {}

    /** The server has let the user in, for the first time in this session. */
    record Welcomed(String nick, String network) implements Event {}

    /**
     * The session is signed in and in its rooms.
     *
     * @param again whether it was before, on a connection that was lost
     */
    record Ready(boolean again) implements Event {}

    /** The connection is gone and will be made again, however often that takes. */
    record Interrupted(String reason) implements Event {}

    /** How the session stands now; comes whenever that changes. */
    record Standing(View view) implements Event {}

    /** Whether there is a connection. */
    enum Link {
        CONNECTING,
        ONLINE,
        WAITING
    }

    /**
     * What a status line shows.
     *
     * @param current null before there is any place
     * @param places the open ones, in the order of their numbers
     * @param pending messages on their way
     */
    record View(
            Link link, String nick, boolean away, @Nullable Place current, List<Tab> places, int pending) {
        public View {
            places = List.copyOf(places);
        }
    }

    /**
     * An open place.
     *
     * @param unread messages that came since it was last the current one
     * @param calls whether one of them was private or mentions the user
     */
    record Tab(Place place, int unread, boolean calls) {}
}
