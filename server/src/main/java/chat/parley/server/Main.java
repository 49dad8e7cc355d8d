package chat.parley.server;

import chat.parley.server.command.Commands;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program that {@code ./parley up} starts. */
public final class Main {
    private Main() {}

    /** Ends the process with the command's exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Commands.run(out, err, System.getenv(), arguments));
    }
}
