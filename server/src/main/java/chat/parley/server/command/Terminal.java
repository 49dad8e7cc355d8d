package chat.parley.server.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param out for what was asked for
 * @param err for what went wrong
 * @param environment the process's variables
 */
record Terminal(PrintWriter out, PrintWriter err, Map<String, String> environment) {

    /** {@code out} for JSON in UTF-8 that comes as bytes. */
    OutputStream stream() {
        return new OutputStream() {
            private final ByteArrayOutputStream line = new ByteArrayOutputStream();

            @Override
            public void write(int one) {
                line.write(one);
                if (one == '\n') {
                    flush();
                }
            }

            @Override
            public void flush() {
                out.print(Printable.json(line.toString(StandardCharsets.UTF_8)));
                out.flush();
                line.reset();
            }
        };
    }

    /** Writes one line on {@code err}, after the program's name. */
    void complain(String line) {
        err.println("parley: " + Printable.text(line));
        err.flush();
    }
}
