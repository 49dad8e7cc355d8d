package chat.parley.server.names;

import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import chat.parley.server.config.NameSettings;
import java.util.concurrent.CompletableFuture;

/** The rules for names that the configuration chooses. */
public final class Names {
    private Names() {}

    /** Loads the tables of Unicode, which takes some 150 ms on another thread, where they are needed, and nothing elsewhere. */
    public static CompletableFuture<NickRules> of(NameSettings settings) {
        return switch (settings.nicks()) {
            case ASCII -> CompletableFuture.completedFuture(AsciiNicks.RULES);
            case UNICODE -> CompletableFuture.supplyAsync(UnicodeNicks::new);
        };
    }
}
