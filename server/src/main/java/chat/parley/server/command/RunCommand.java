package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command lines of {@code up}, {@code auth}, {@code room} and {@code relay}: the same for each. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: stopped in order", "1: did not start", "2: wrong command line or configuration"},
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Role role;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "The configuration, YAML or JSON; one for all processes of a server.",
                "Otherwise config/parley.yaml, here or where Parley is installed, if there is one."
            })
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Overrides a key of the configuration; may be repeated.",
                "For instance --set accounts.guests=true --set listeners.irc.0.port=7000"
            })
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--check", description = "Only read the configuration, say what is wrong with it, and leave.")
    private boolean checkOnly;

    private RunCommand(Terminal terminal, Role role) {
        this.terminal = terminal;
        this.role = role;
    }

    /** The command that starts a process of this role. */
    static CommandLine of(Role role, Terminal terminal) {
        CommandLine command = new CommandLine(new RunCommand(terminal, role));
        command.getCommandSpec().name(role.word()).usageMessage().description(description(role));
        return command;
    }

    private static String description(Role role) {
        return switch (role) {
            case UP -> "Start the whole server in this process.";
            case AUTH -> "Start one process of a cluster: accounts, and the server's log.";
            case ROOM -> "Start one process of a cluster: rooms, and who is here.";
            case RELAY -> "Start one process of a cluster: a relay, which clients connect to.";
        };
    }

    @Override
    public Integer call() throws InterruptedException {
        return new ServerRun(terminal).carryOut(new RunRequest(role, config, assignments, checkOnly));
    }
}
