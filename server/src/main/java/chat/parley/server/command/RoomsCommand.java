package chat.parley.server.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after rooms. */
@Command(name = "rooms", description = "List, show and close rooms; say who founded them and who their operators are.")
final class RoomsCommand extends AdminGroup {
    private static final List<String> HEAD = List.of("NAME", "MEMBERS", "MODES", "MADE", "TOPIC");

    RoomsCommand(Terminal terminal) {
        super(terminal);
    }

    @Command(name = "list", description = "List rooms, secret ones too, in the order of their names.")
    int list(
            @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What their names contain.") @Nullable
                    String text,
            @Mixin Page page)
            throws InterruptedException {
        return list("rooms", "room", text, page.after(), page.limit(), HEAD, RoomsCommand::row);
    }

    @Command(name = "show", description = "Show a room: topic, modes, lists, members. At most 1,000 of these.")
    int show(@Parameters(paramLabel = "ROOM", description = "For instance '#lobby'; mind the shell.") String room)
            throws InterruptedException {
        return server().ask("GET", AdminServer.path("rooms", room), null, RoomsCommand::whole);
    }

    @Command(
            name = "close",
            description = {
                "End a room with its record, modes and lists; who is in it is put out.",
                "Another one may be made under its name at once. The lobby stays."
            })
    int close(
            @Parameters(paramLabel = "ROOM", description = "For instance '#den'; mind the shell.") String room,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Told to who is in it.") @Nullable
                    String reason,
            @Option(names = "--yes", description = "Do not ask whether that is meant.") boolean yes)
            throws InterruptedException {
        if (!Assent.given(server().terminal(), yes, "Close " + room + ", with all that was said in it?")) {
            return ServerRun.WRONG_USE;
        }
        return server().ask(
                        "DELETE",
                        AdminServer.path("rooms", room) + AdminServer.query("reason", reason),
                        null,
                        answer -> "Closed " + answer.getString("name") + ".\n");
    }

    @Command(
            name = "founder",
            description = "Make an account the founder of a room. Who was it before stays an operator.")
    int founder(
            @Parameters(paramLabel = "ROOM", description = "For instance '#den'; mind the shell.") String room,
            @Parameters(paramLabel = "ACCOUNT", description = "Its name or nick.") String account)
            throws InterruptedException {
        return server().ask(
                        "PUT",
                        AdminServer.path("rooms", room, "founder"),
                        new JsonObject().put("account", account),
                        answer -> answer.getString("name") + " is the founder of " + room + ".\n");
    }

    @Command(name = "operator", description = "Make an account an operator of a room, for good, or no longer.")
    int operator(
            @Parameters(paramLabel = "ROOM", description = "For instance '#den'; mind the shell.") String room,
            @Parameters(paramLabel = "ACCOUNT", description = "Its name or nick.") String account,
            @Option(names = "--remove", description = "It is none any more, nor the founder.") boolean remove)
            throws InterruptedException {
        return server().ask(
                        remove ? "DELETE" : "PUT",
                        AdminServer.path("rooms", room, "operators", account),
                        null,
                        answer -> answer.getString("name")
                                + (remove ? " is no operator of " : " is an operator of ")
                                + room
                                + (remove ? " any more.\n" : ".\n"));
    }

    private static List<String> row(JsonObject room) {
        return List.of(
                room.getString("name"),
                Cells.text(room, "members"),
                "+" + room.getString("modes"),
                Cells.time(room, "created", ""),
                room.getString("topic"));
    }

    private static String whole(JsonObject room) {
        StringBuilder text = new StringBuilder().append(Cells.line("name", room.getString("name")));
        JsonObject topic = room.getJsonObject("topic");
        if (topic != null) {
            text.append(Cells.line("topic", topic.getString("text")))
                    .append(Cells.line("", "by " + topic.getString("by") + ", " + Cells.time(topic, "since", "")));
        }
        text.append(Cells.line("made", Cells.time(room, "created", "")))
                .append(Cells.line("modes", "+" + room.getString("modes")));
        line(text, "key", Cells.text(room, "key"));
        line(text, "limit", Cells.text(room, "limit"));
        line(text, "founder", Cells.text(room, "founder"));
        room.getJsonArray("operators").forEach(name -> line(text, "operator", name.toString()));
        list(text, "ban", room.getJsonArray("bans"));
        list(text, "exception", room.getJsonArray("exceptions"));
        list(text, "expected", room.getJsonArray("expected"));
        text.append(Cells.line("members", Cells.text(room, "memberCount")));
        room.getJsonArray("members").forEach(one -> {
            JsonObject member = (JsonObject) one;
            String name = member.getString("name");
            text.append(Cells.line(
                    "member",
                    ((name == null ? "a guest" : name) + " " + member.getString("ranks")).strip()
                            + (member.getBoolean("here") ? "" : ", not here")));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(Cells.line(name, value));
        }
    }

    private static void list(StringBuilder text, String name, JsonArray entries) {
        entries.forEach(one -> {
            JsonObject entry = (JsonObject) one;
            text.append(Cells.line(
                    name,
                    entry.getString("mask") + " by " + entry.getString("by") + ", " + Cells.time(entry, "since", "")));
        });
    }
}
