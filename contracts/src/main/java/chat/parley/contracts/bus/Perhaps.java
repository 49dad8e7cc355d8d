package chat.parley.contracts.bus;

import org.jspecify.annotations.Nullable;

/** How an answer that is an {@link java.util.Optional} crosses the wire. */
record Perhaps(@Nullable Object value) {}
