package chat.parley.server.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The API's answers, as people read them. */
final class Cells {
    private Cells() {}

    /** One row for each object of a list. */
    static List<List<String>> rows(JsonArray list, Function<JsonObject, List<String>> row) {
        List<List<String>> rows = new ArrayList<>();
        list.forEach(one -> rows.add(row.apply((JsonObject) one)));
        return rows;
    }

    /** To the second, in UTC; what never is, in the words given. */
    static String time(JsonObject from, String name, String never) {
        String time = from.getString(name);
        return time == null ? never : time.replace('T', ' ').replaceAll("(\\.\\d+)?Z$", "Z");
    }

    static String text(JsonObject from, String name) {
        Object value = from.getValue(name);
        return value == null ? "" : value.toString();
    }

    /** What stands below a list: how many there are, and how to see more, as a shell takes it. */
    static String below(int count, String what, @Nullable String next) {
        return "\n" + counted(count, what)
                + (next == null ? "" : "; for more: --after '" + next.replace("'", "'\\''") + "'") + "\n";
    }

    static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    /** A line of a description. */
    static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-14s %s%n", name, value).replace(System.lineSeparator(), "\n");
    }
}
