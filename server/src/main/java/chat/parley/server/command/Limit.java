package chat.parley.server.command;

import picocli.CommandLine.Option;

/** How much of a long list is shown: an option of several commands. */
final class Limit {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}")
    private int value;

    int value() {
        return value;
    }
}
