package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import org.jspecify.annotations.Nullable;

/**
 * What was typed after a command's name, taken apart.
 *
 * @param first the first word, empty if there is none
 * @param rest what follows it, stripped
 */
record Words(String first, String rest) {

    static Words of(String text) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
            end++;
        }
        return new Words(stripped.substring(0, end), stripped.substring(end).strip());
    }

    /** The first word as a room, whose {@code #} may be left out, or null. */
    @Nullable
    Place room() {
        return first.isEmpty() || first.startsWith("@")
                ? null
                : Place.parse(first.startsWith("#") ? first : "#" + first);
    }

    /** The first word as a place, or null. */
    @Nullable
    Place place() {
        return Place.parse(first);
    }

    /** The first word as a person's name, or null. */
    @Nullable
    Place person() {
        Place place = Place.parse(first);
        return place == null || place.isRoom() ? null : place;
    }

    boolean firstIsRoom() {
        return first.startsWith("#");
    }
}
