package chat.parley.testkit.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that went to and fro, for the message of a test that fails. Older ones than the bound are forgotten. */
final class Transcript {
    private static final int MOST_LINES = 25;
    private static final int MOST_CHARACTERS = 300;

    private final Deque<String> lines = new ArrayDeque<>();
    private final String name;

    Transcript(String name) {
        this.name = name;
    }

    void sent(String line) {
        add("C: ", line);
    }

    void received(String line) {
        add("S: ", line);
    }

    private void add(String direction, String line) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        String shown = line.length() <= MOST_CHARACTERS
                ? line
                : line.substring(0, MOST_CHARACTERS) + "… (" + line.length() + " characters)";
        lines.addLast("  " + direction + shown);
    }

    /** An error with what went before it. */
    AssertionError failure(String what) {
        return new AssertionError(name + ": " + what + "\nThe last lines were\n" + String.join("\n", lines));
    }
}
