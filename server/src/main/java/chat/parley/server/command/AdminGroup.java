package chat.parley.server.command;

import chat.parley.server.report.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    /**
     * Asks for a part of a list, and prints it as a table.
     *
     * @param things what is listed, as it is called in the API
     * @param thing one of them
     * @param text what is to be contained; null: anything
     * @param after where to begin; null: at the beginning
     * @param limit 1 to 1000
     * @return the exit code
     */
    final int list(
            String things,
            String thing,
            @Nullable String text,
            @Nullable String after,
            int limit,
            List<String> head,
            Function<JsonObject, List<String>> row)
            throws InterruptedException {
        String query = AdminServer.query("text", text, "after", after, "limit", limit);
        return server.ask("GET", AdminServer.path(things) + query, null, answer -> {
            JsonArray found = answer.getJsonArray(things);
            return Table.of(head, Cells.rows(found, row)) + Cells.below(found.size(), thing, answer.getString("next"));
        });
    }
}
