package chat.parley.server.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Has a running server look at its configuration. */
@Command(
        name = "reload",
        description = {
            "Look at the configuration now, instead of within the next five seconds.",
            "Tells which changed values are in use, and which need a restart. Other processes of a cluster look at theirs too,"
                    + " and tell it in their technical logs."
        })
final class ReloadCommand extends AdminGroup implements Callable<Integer> {
    ReloadCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        return server().ask("POST", AdminServer.path("reload"), null, ReloadCommand::text);
    }

    private static String text(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        lines(text, "in use: ", answer.getJsonArray("inUse"));
        lines(text, "needs a restart: ", answer.getJsonArray("needRestart"));
        lines(text, "not used: ", answer.getJsonArray("problems"));
        return text.isEmpty() ? "Nothing has changed.\n" : text.toString();
    }

    private static void lines(StringBuilder text, String before, JsonArray lines) {
        lines.forEach(line -> text.append(before).append(line).append('\n'));
    }
}
