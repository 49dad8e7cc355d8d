package chat.parley.relay.session;

import chat.parley.contracts.account.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A SASL exchange as it goes over the wire: base64 in pieces of 400 characters.
 *
 * @see <a href="https://ircv3.net/specs/extensions/sasl-3.1#the-authenticate-command">AUTHENTICATE</a>
 */
public final class SaslDialogue {
    /** A piece of this length is followed by another. */
    public static final int PIECE_CHARACTERS = 400;

    /** More than any mechanism of ours can need: a password of 300 bytes thrice over. */
    private static final int MAX_CHARACTERS = 4 * PIECE_CHARACTERS;

    private final String mechanism;
    private final long exchange;
    private final StringBuilder received = new StringBuilder();

    /** @param exchange as the auth service numbered it */
    public SaslDialogue(String mechanism, long exchange) {
        this.mechanism = mechanism;
        this.exchange = exchange;
    }

    public String mechanism() {
        return mechanism;
    }

    public long exchange() {
        return exchange;
    }

    /** What a piece led to. */
    public sealed interface Progress {
        record More() implements Progress {}

        record Whole(Secret message) implements Progress {}

        record TooMuch() implements Progress {}

        record NotBase64() implements Progress {}
    }

    /** Takes a piece of at most {@link #PIECE_CHARACTERS}. */
    public Progress receive(String piece) {
        if (!piece.equals("+")) {
            received.append(piece);
        }
        if (received.length() > MAX_CHARACTERS) {
            return new Progress.TooMuch();
        }
        if (piece.length() == PIECE_CHARACTERS) {
            return new Progress.More();
        }
        String whole = received.toString();
        received.setLength(0);
        try {
            return new Progress.Whole(new Secret(Base64.getDecoder().decode(whole)));
        } catch (IllegalArgumentException e) {
            return new Progress.NotBase64();
        }
    }

    /** A message of the server, in pieces. */
    public static List<String> pieces(byte[] message) {
        String whole = Base64.getEncoder().encodeToString(message);
        var pieces = new ArrayList<String>();
        for (int from = 0; from < whole.length(); from += PIECE_CHARACTERS) {
            pieces.add(whole.substring(from, Math.min(whole.length(), from + PIECE_CHARACTERS)));
        }
        if (whole.length() % PIECE_CHARACTERS == 0) {
            pieces.add("+");
        }
        return pieces;
    }
}
