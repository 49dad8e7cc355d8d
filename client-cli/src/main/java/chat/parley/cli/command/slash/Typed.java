package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import java.util.List;

/** What came of a line that the user typed. */
public sealed interface Typed {

    /** Something is wanted of the session. */
    record Wanted(Request request) implements Typed {}

    /** Something is to be shown that needs no server. */
    record Shown(List<String> lines) implements Typed {
        public Shown {
            lines = List.copyOf(lines);
        }
    }

    /** The line cannot be carried out; why not, in words. */
    record Mistake(String reason) implements Typed {}

    /** Nothing was typed. */
    record Nothing() implements Typed {}

    static Typed wanted(Request request) {
        return new Wanted(request);
    }

    static Typed mistake(String reason) {
        return new Mistake(reason);
    }
}
