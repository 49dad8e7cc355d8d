package chat.parley.server.command;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after who is here. */
@Command(name = "sessions", description = "List who is here and from where, and disconnect them.")
final class SessionsCommand extends AdminGroup {
    private static final List<String> HEAD = List.of("NICK", "ACCOUNT", "SESSION", "HOST", "SINCE", "");

    SessionsCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "list", description = "List sessions, in the order of their nicks.")
    int list(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "TEXT",
                            description = "What their nick, account, user or host contains.")
                    @Nullable
                    String text,
            @Option(names = "--after", paramLabel = "NICK", description = "Begin after this nick.") @Nullable
                    String after,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "Of how many people, 1 to 1000. Default: ${DEFAULT-VALUE}")
                    int limit)
            throws InterruptedException {
        return list("sessions", "session", text, after, limit, HEAD, SessionsCommand::row);
    }

    @Command(name = "disconnect", description = "End one session, or all of somebody's. They may come back.")
    int disconnect(
            @Parameters(paramLabel = "SESSION|NICK", description = "A session as it is listed, or a nick.")
                    String which,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Told to them, and to others.") @Nullable
                    String reason)
            throws InterruptedException {
        int slash = which.lastIndexOf('/');
        String path = slash < 0
                ? AdminServer.path("people", which)
                : AdminServer.path("sessions", which.substring(0, slash), which.substring(slash + 1));
        return server().ask(
                        "DELETE",
                        path + AdminServer.query("reason", reason),
                        null,
                        answer -> "Disconnected " + answer.getString("name") + ".\n");
    }

    private static List<String> row(JsonObject session) {
        String away = session.getString("away");
        return List.of(
                session.getString("nick"),
                Cells.text(session, "account"),
                session.getString("session"),
                session.getString("host"),
                Cells.time(session, "since", ""),
                ((session.getBoolean("operator") ? "operator " : "")
                                + (session.getBoolean("secure") ? "" : "no-TLS ")
                                + (away == null ? "" : "away: " + away))
                        .strip());
    }
}
