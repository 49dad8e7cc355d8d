package chat.parley.server.report;

import java.util.ArrayList;
import java.util.List;

/** Columns for people to read. */
public final class Table {
    private Table() {}

    /** Lines, each with its end; as many columns in each row as the head has. */
    public static String of(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        StringBuilder text = new StringBuilder();
        all.forEach(row -> text.append(line(row, all)).append('\n'));
        return text.toString();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElse(0);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
