package chat.parley.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that connects to a server: its options, and the exit codes that its help tells. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the server, or not everything was delivered",
            "2:the command line or the settings are wrong",
            "3:no connection to the server",
            "4:the sign-in failed",
            "5:the server's certificate has changed or is not trusted"
        })
abstract class ConnectingCommand implements Callable<Integer> {
    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    /** How to connect, as the command line has it. */
    final ConnectionOptions connection() {
        return connection;
    }
}
