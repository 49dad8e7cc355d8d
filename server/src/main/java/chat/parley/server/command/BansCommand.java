package chat.parley.server.command;

import chat.parley.contracts.ban.BanDuration;
import chat.parley.server.report.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after bans from the whole network. */
@Command(
        name = "bans",
        description = "List, set and lift bans of addresses, ranges and accounts from the whole network.")
final class BansCommand extends AdminGroup {
    private static final List<String> HEAD = List.of("TARGET", "SINCE", "UNTIL", "BY", "REASON");

    BansCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "list", description = "List all bans, the latest first.")
    int list() throws InterruptedException {
        return server().ask("GET", AdminServer.path("bans"), null, answer -> {
            JsonArray bans = answer.getJsonArray("bans");
            return Table.of(HEAD, Cells.rows(bans, BansCommand::row)) + Cells.below(bans.size(), "ban", null);
        });
    }

    @Command(name = "add", description = "Ban somebody. Whoever is here goes at once.")
    int add(
            @Parameters(
                            paramLabel = "TARGET",
                            description = "An address (192.0.2.1), a range (2001:db8::/32) or an account.")
                    String target,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DURATION",
                            description = "For instance 30d or 1d12h. None: for good.")
                    @Nullable
                    String duration,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Told to who is banned.") @Nullable
                    String reason)
            throws InterruptedException {
        JsonObject body = new JsonObject().put("target", target);
        return withDuration(server(), body, duration, reason)
                ? server().ask("POST", AdminServer.path("bans"), body, BansCommand::added)
                : ServerRun.WRONG_USE;
    }

    @Command(name = "remove", description = "Lift a ban.")
    int remove(@Parameters(paramLabel = "TARGET", description = "What is banned, as it is listed.") String target)
            throws InterruptedException {
        return server().ask(
                        "DELETE",
                        AdminServer.path("bans", target),
                        null,
                        answer -> "Lifted the ban of " + answer.getString("name") + ".\n");
    }

    /** Adds both to a body; false when the duration is none, which has been said. */
    static boolean withDuration(
            AdminServer server, JsonObject body, @Nullable String duration, @Nullable String reason) {
        if (reason != null) {
            body.put("reason", reason);
        }
        if (duration == null) {
            return true;
        }
        OptionalLong millis = BanDuration.parse(duration);
        if (millis.isEmpty()) {
            server.terminal().complain("'" + duration + "' is no duration: write 30d, 12h or 1d12h");
            return false;
        }
        body.put("seconds", TimeUnit.MILLISECONDS.toSeconds(millis.getAsLong()));
        return true;
    }

    static String added(JsonObject ban) {
        return "Banned " + ban.getString("target") + ", "
                + (ban.getString("until") == null ? "for good" : "until " + Cells.time(ban, "until", "")) + ": "
                + ban.getString("reason") + "\n";
    }

    private static List<String> row(JsonObject ban) {
        return List.of(
                ban.getString("target"),
                Cells.time(ban, "since", ""),
                Cells.time(ban, "until", "for good"),
                ban.getString("by"),
                ban.getString("reason"));
    }
}
