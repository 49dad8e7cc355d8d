package chat.parley.cli.session;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * For whom something is that is said: everyone in a place, or those of rank in a room.
 *
 * @param audience the sign of the lowest such rank: {@code @}, {@code %} or {@code +}; empty for everyone
 */
public record Addressee(Place place, String audience) {

    private static final String RANKS = "@%+";

    /** Everyone in a place. */
    public static Addressee everyone(Place place) {
        return new Addressee(place, "");
    }

    /**
     * What somebody typed to mean one: a place, or a room with a sign of rank before it ({@code @#room}); null if it cannot
     * stand on the wire.
     */
    public static @Nullable Addressee parse(String typed) {
        boolean ranked = typed.length() > 2 && RANKS.indexOf(typed.charAt(0)) >= 0 && typed.charAt(1) == '#';
        Place place = Place.parse(ranked ? typed.substring(1) : typed);
        return place == null ? null : new Addressee(place, ranked ? typed.substring(0, 1) : "");
    }

    /** How it is written on the wire. */
    String target() {
        return audience + place.name();
    }

    int targetBytes() {
        return target().getBytes(StandardCharsets.UTF_8).length;
    }

    /** How a reader of the screen knows it. */
    public String shown() {
        return audience + place.shown();
    }
}
