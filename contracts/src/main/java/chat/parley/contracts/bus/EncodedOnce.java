package chat.parley.contracts.bus;

import java.util.IdentityHashMap;
import java.util.function.Function;

/** Bytes of what goes to several relays, encoded for the first of them. Any thread may call. */
final class EncodedOnce {
    // guarded by this
    private final IdentityHashMap<Object, byte[]> encoded = new IdentityHashMap<>();

    synchronized byte[] bytes(Object part, Function<Object, byte[]> encoder) {
        return encoded.computeIfAbsent(part, encoder);
    }
}
