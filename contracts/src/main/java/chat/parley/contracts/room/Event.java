package chat.parley.contracts.room;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a conversation and is in its record.
 *
 * @param sequence from 1, without gaps; 0 for what is passed on and never stored (typing)
 * @param timeMillis since 1970, never less than that of the event before
 * @param origin null when read from history
 */
public record Event(
        long sequence,
        long timeMillis,
        Author author,
        @Nullable Origin origin,
        Change change) {}
