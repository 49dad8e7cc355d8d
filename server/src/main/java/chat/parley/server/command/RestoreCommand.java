package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import chat.parley.server.DataFolder;
import chat.parley.server.backup.Restore;
import chat.parley.server.backup.Restore.Which;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.Settings;
import chat.parley.server.start.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of the databases of a server that is stopped. */
@Command(
        name = "restore",
        description = {
            "Put a backup in the place of the databases, on the machine that has them.",
            "The whole server has to be stopped. Copies are looked over before anything is changed, and what was there is kept"
                    + " beside it. What was said, and which accounts were made, since the backup is gone."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: done",
            "1: the server runs, a copy is of no use, or a file cannot be written; the error tells",
            "2: wrong command line or configuration"
        },
        sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FOLDER", description = "The backup's folder, with accounts.db and rooms.db in it.")
    private Path folder = Path.of("");

    @Option(
            names = "--only",
            paramLabel = "accounts|rooms",
            description = "One of the two, for a cluster whose processes have a machine each. They belong together.")
    private @Nullable String only;

    @Option(names = "--yes", description = "Do not ask whether that is meant.")
    private boolean yes;

    @Mixin
    private final ConfigOptions configuration = new ConfigOptions();

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings;
        try {
            settings = configuration.settings(terminal.environment());
        } catch (ConfigException wrong) {
            wrong.lines().forEach(terminal::complain);
            return ServerRun.WRONG_USE;
        }
        if (only != null && !List.of("accounts", "rooms").contains(only)) {
            terminal.complain("--only takes accounts or rooms");
            return ServerRun.WRONG_USE;
        }
        if (!Assent.given(terminal, yes, "Put " + folder + " in the place of the databases?")) {
            return ServerRun.WRONG_USE;
        }
        try (DataFolder held = DataFolder.take(settings.server().dataDir(), role())) {
            List<String> lines = new Restore(folder, Instant.now()).carryOut(which(), settings.database());
            lines.forEach(terminal.out()::println);
            terminal.out().println("Restored; " + held.path() + " can be started with it.");
            terminal.out().flush();
            return ServerRun.OK;
        } catch (StartException refused) {
            terminal.complain(refused.line());
            return ServerRun.DID_NOT_START;
        }
    }

    private List<Which> which() {
        if (only == null) {
            return List.of(Which.ROOMS, Which.ACCOUNTS);
        }
        return List.of(only.equals("rooms") ? Which.ROOMS : Which.ACCOUNTS);
    }

    /** What of the folder has to be held. */
    private Role role() {
        if (only == null) {
            return Role.UP;
        }
        return only.equals("rooms") ? Role.ROOM : Role.AUTH;
    }
}
