package chat.parley.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** Commands that look after one kind of thing of a running server. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: done",
            "1: nobody answers, or something went wrong",
            "2: wrong command line, configuration or secret's file",
            "3: the server would not do it",
            "4: the server does not take the secret"
        },
        sortOptions = false,
        scope = ScopeType.INHERIT)
abstract class AdminGroup {
    @Mixin
    private final AdminServer server;

    AdminGroup(Terminal terminal) {
        this.server = new AdminServer(terminal);
    }

    /** The one that is looked after. */
    final AdminServer server() {
        return server;
    }
}
