package chat.parley.server.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link StatusReport} as a table for people. */
public final class StatusText {
    private static final List<String> HEAD = List.of("NODE", "ROLE", "STATE", "SINCE", "VERSION", "HEARD", "");

    private StatusText() {}

    /** Lines, each with its end. */
    public static String of(JsonObject report) {
        List<List<String>> rows = new ArrayList<>();
        for (Object node : report.getJsonArray("nodes")) {
            rows.add(row((JsonObject) node, report.getString("asked")));
        }
        StringBuilder text = new StringBuilder(Table.of(HEAD, rows)).append('\n');
        JsonArray attention = report.getJsonArray("attention");
        if (attention.isEmpty()) {
            text.append("All is as it should be.\n");
        }
        attention.forEach(line -> text.append("Look at this: ").append(line).append(".\n"));
        return text.toString();
    }

    /** Where somebody is, of a report on that. */
    public static String whereabouts(JsonObject report) {
        StringBuilder text = new StringBuilder(report.getString("client"));
        JsonArray relays = report.getJsonArray("relays");
        text.append(relays.isEmpty() ? " is not here" : " is here");
        String before = ": ";
        for (Object relay : relays) {
            JsonObject one = (JsonObject) relay;
            text.append(before)
                    .append(one.getString("node"))
                    .append(" (")
                    .append(counted(one.getLong("sessions"), "session"))
                    .append(')');
            before = ", ";
        }
        return text.append('\n').toString();
    }

    private static List<String> row(JsonObject node, String asked) {
        String name = node.getString("node");
        return List.of(
                name,
                node.getString("role"),
                node.getString("phase"),
                node.getString("since").replace('T', ' ').replaceAll("(\\.\\d+)?Z$", "Z"),
                node.getString("version"),
                name.equals(asked)
                        ? "was asked"
                        : String.format(Locale.ROOT, "%.1f s ago", node.getLong("silentMillis") / 1000.0),
                details(node));
    }

    private static String details(JsonObject node) {
        List<String> details = new ArrayList<>();
        JsonObject clients = node.getJsonObject("connections");
        if (clients != null) {
            details.add(counted(clients.getLong("open"), "connection") + ", "
                    + counted(clients.getLong("sessions"), "session"));
        }
        JsonObject rooms = node.getJsonObject("rooms");
        if (rooms != null) {
            details.add("epoch " + rooms.getLong("epoch") + ", " + counted(rooms.getLong("messages"), "message")
                    + " in " + counted(rooms.getLong("batches"), "batch", "batches") + ", "
                    + counted(rooms.getLong("waiting"), "request") + " in the last");
        }
        JsonObject audit = node.getJsonObject("audit");
        if (audit != null && audit.getLong("waiting") > 0) {
            details.add(counted(audit.getLong("waiting"), "entry", "entries") + " for the log waiting");
        }
        return String.join("; ", details);
    }

    private static String counted(long count, String what) {
        return counted(count, what, what + "s");
    }

    private static String counted(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
