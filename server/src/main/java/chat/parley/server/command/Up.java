package chat.parley.server.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code up}. */
@Command(
        name = "up",
        description = "Start the whole server in this process.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: stopped in order", "1: did not start", "2: wrong command line or configuration"},
        sortOptions = false)
final class Up implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "The configuration, YAML or JSON.",
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

    Up(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new ServerRun(terminal).carryOut(new UpRequest(config, assignments, checkOnly));
    }
}
