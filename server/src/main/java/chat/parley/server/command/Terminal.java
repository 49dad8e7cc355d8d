package chat.parley.server.command;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param out for what was asked for
 * @param err for what went wrong
 * @param environment the process's variables
 */
record Terminal(PrintWriter out, PrintWriter err, Map<String, String> environment) {

    /** Writes one line on {@code err}, after the program's name. */
    void complain(String line) {
        err.println("parley: " + line);
        err.flush();
    }
}
