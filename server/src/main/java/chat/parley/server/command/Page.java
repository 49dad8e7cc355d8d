package chat.parley.server.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a long list is shown: options of several commands. */
final class Page {
    @Option(names = "--after", paramLabel = "NAME", description = "Begin after this name.")
    private @Nullable String after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Nullable
    String after() {
        return after;
    }

    int limit() {
        return limit;
    }
}
