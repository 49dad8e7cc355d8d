package chat.parley.server.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which part of a long list is shown: options of several commands. */
final class Page {
    @Option(names = "--after", paramLabel = "NAME", description = "Begin after this name.")
    private @Nullable String after;

    @Mixin
    private final Limit limit = new Limit();

    @Nullable
    String after() {
        return after;
    }

    int limit() {
        return limit.value();
    }
}
