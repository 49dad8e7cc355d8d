package chat.parley.contracts.room;

import org.jspecify.annotations.Nullable;

/**
 * The modes of a room that are no lists and no ranks.
 *
 * @param flags letters without argument, in alphabetical order, for instance {@code nt}
 * @param key what a joiner has to know, or null
 * @param limit how many members at most, or 0
 */
public record RoomModes(String flags, @Nullable String key, int limit) {
    public boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }
}
