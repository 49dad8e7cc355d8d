package chat.parley.relay.command;

import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.protocol.Validated;
import chat.parley.protocol.id.MessageReference;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a CHATHISTORY, checked.
 *
 * @see <a href="https://ircv3.net/specs/extensions/chathistory#format">IRCv3 chathistory, format</a>
 */
sealed interface HistoryRequest {

    /** Messages of one conversation. */
    record OfTarget(String subcommand, String target, HistorySelector selector, int limit) implements HistoryRequest {}

    /** Which conversations there are. */
    record OfTargets(long afterMillis, long beforeMillis, int limit) implements HistoryRequest {}

    /**
     * A parameter is missing, or makes no sense.
     *
     * @param about the subcommand, and what it was given that makes no sense
     * @param reason in plain words
     */
    record Malformed(List<String> about, String reason) implements HistoryRequest {
        Malformed(String subcommand, String reason) {
            this(List.of(subcommand), reason);
        }
    }

    /**
     * A reference is of a type that is not taken there.
     *
     * @param target {@code *} for none
     * @param reason in plain words
     */
    record OfOtherType(String subcommand, String target, String reason) implements HistoryRequest {}

    /**
     * Checks them.
     *
     * @param most that a limit is brought down to
     */
    static HistoryRequest parse(List<String> params, int most) {
        String subcommand = params.getFirst().toUpperCase(Locale.ROOT);
        int wanted = switch (subcommand) {
            case "LATEST", "BEFORE", "AFTER", "AROUND", "TARGETS" -> 4;
            case "BETWEEN" -> 5;
            default -> 0;
        };
        if (wanted == 0) {
            return new Malformed(params.getFirst(), "There is no such subcommand");
        }
        if (params.size() < wanted) {
            return new Malformed(params.getFirst(), "Not enough parameters");
        }
        Integer limit = limit(params.get(wanted - 1), most);
        if (limit == null) {
            return new Malformed(params.getFirst(), "The limit is a number from 1 on");
        }
        if (subcommand.equals("TARGETS")) {
            return targets(params, limit);
        }
        HistorySelector selector = selector(subcommand, params);
        return selector == null
                ? badReference(params, params.subList(2, wanted - 1), params.get(1), false)
                : new OfTarget(subcommand, params.get(1), selector, limit);
    }

    /** What is wrong with the first of some references that is not as it has to be. */
    private static HistoryRequest badReference(
            List<String> params, List<String> references, String target, boolean onlyTimes) {
        for (String reference : references) {
            Place place = place(reference);
            boolean known = reference.startsWith("timestamp=") || (reference.startsWith("msgid=") && !onlyTimes);
            if (!known && reference.indexOf('=') > 0) {
                return new OfOtherType(
                        params.getFirst(),
                        target,
                        onlyTimes ? "Only timestamp= is taken here" : "Only msgid= and timestamp= are taken");
            }
            if (place == null) {
                return new Malformed(
                        List.of(params.getFirst(), reference),
                        "A reference is " + (onlyTimes ? "" : "msgid=… or ") + "timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
            }
        }
        throw new IllegalArgumentException("nothing is wrong with them");
    }

    private static @Nullable Integer limit(String text, int most) {
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : 0;
        return number > 0 ? Integer.valueOf(Math.min(number, most)) : null;
    }

    private static HistoryRequest targets(List<String> params, int limit) {
        return place(params.get(1)) instanceof Place.AtTime from && place(params.get(2)) instanceof Place.AtTime to
                ? new OfTargets(from.millis(), to.millis(), limit)
                : badReference(params, params.subList(1, 3), "*", true);
    }

    private static @Nullable HistorySelector selector(String subcommand, List<String> params) {
        String reference = params.get(2);
        if (subcommand.equals("LATEST") && reference.equals("*")) {
            return new HistorySelector.Latest();
        }
        Place place = place(reference);
        if (place == null) {
            return null;
        }
        return switch (subcommand) {
            case "LATEST" -> new HistorySelector.LatestAfter(place);
            case "BEFORE" -> new HistorySelector.Before(place);
            case "AFTER" -> new HistorySelector.After(place);
            case "AROUND" -> new HistorySelector.Around(place);
            default -> {
                Place to = place(params.get(3));
                yield to == null ? null : new HistorySelector.Between(place, to);
            }
        };
    }

    private static @Nullable Place place(String text) {
        if (!(MessageReference.parse(text) instanceof Validated.Valid<MessageReference> valid)) {
            return null;
        }
        return switch (valid.value()) {
            case MessageReference.AtMessage message ->
                new Place.AtSequence(message.id().conversation(), message.id().sequence());
            case MessageReference.AtTime time -> new Place.AtTime(time.time().epochMillis());
            case MessageReference.Unbounded _unbounded -> null;
        };
    }
}
