package chat.parley.server.command;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Tells how much there is of everything. */
@Command(name = "statistics", description = "Tell how many accounts, people, sessions, rooms and messages there are.")
final class StatisticsCommand extends AdminGroup implements Callable<Integer> {
    private static final List<List<String>> LINES = List.of(
            List.of("accounts", "accounts"),
            List.of("bans", "bans"),
            List.of("people here", "people"),
            List.of("  guests", "guests"),
            List.of("sessions", "sessions"),
            List.of("rooms", "rooms"),
            List.of("  in use", "roomsInUse"),
            List.of("private", "privateConversations"));

    StatisticsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        return server().ask("GET", AdminServer.path("statistics"), null, StatisticsCommand::text);
    }

    private static String text(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        LINES.forEach(line -> text.append(Cells.line(line.getFirst(), number(answer.getLong(line.getLast())))));
        answer.getJsonArray("processes").forEach(one -> {
            JsonObject process = (JsonObject) one;
            JsonObject rooms = process.getJsonObject("rooms");
            if (rooms != null) {
                text.append(Cells.line(
                        "messages", number(rooms.getLong("messages")) + " since " + Cells.time(process, "since", "")));
            }
        });
        answer.getJsonArray("attention")
                .forEach(line -> text.append("Look at this: ").append(line).append(".\n"));
        return text.toString();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
