package chat.parley.server.command;

import chat.parley.server.cluster.ClusterSecret;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the file that makes a process a member of a cluster. */
@Command(
        name = "cluster-secret",
        description = {
            "Make the secret of a cluster: the file that cluster.secret names.",
            "Every member needs the same one; whoever can read it is a member. A file that exists is not touched."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class MakeClusterSecret implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private Path file = Path.of("");

    MakeClusterSecret(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ClusterSecret.create(file);
        terminal.out().println("Made '" + file + "'. Give it to every member, and let nobody else read it.");
        terminal.out().flush();
        return ServerRun.OK;
    }
}
