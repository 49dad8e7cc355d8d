package chat.parley.server.command;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has a running server copy its databases. */
@Command(
        name = "backup",
        description = {
            "Copy the databases of a running server, which goes on meanwhile.",
            "The copies are put into backups/NAME beside the databases, by the processes that have them."
        })
final class BackupCommand extends AdminGroup implements Callable<Integer> {
    @Option(names = "--name", paramLabel = "NAME", description = "What it is called. Default: the time.")
    private @Nullable String name;

    BackupCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        return server().ask(
                        "POST",
                        AdminServer.path("backups"),
                        new JsonObject().put("name", name),
                        answer -> "Made the backup " + answer.getString("name") + ":\n"
                                + line(answer.getJsonObject("accounts"))
                                + line(answer.getJsonObject("rooms")));
    }

    private static String line(JsonObject copied) {
        return Cells.line("", copied.getString("file") + ", " + Cells.counted(copied.getLong("bytes"), "byte"))
                + Cells.line("", "SHA-256 " + copied.getString("sha256"));
    }
}
