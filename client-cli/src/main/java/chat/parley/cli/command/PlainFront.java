package chat.parley.cli.command;

import chat.parley.cli.client.Client;
import chat.parley.cli.command.slash.Interpreter;
import chat.parley.cli.command.slash.Typed;
import chat.parley.cli.connection.TrustPolicy;
import chat.parley.cli.screen.PlainScreen;
import chat.parley.cli.screen.SafeText;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Request;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plain lines in and out, for pipes, scripts, and those who want it. */
final class PlainFront implements Front {

    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;
    private final PlainAsker asker;
    private final PlainScreen screen;
    private final Interpreter interpreter = new Interpreter();

    PlainFront(BufferedReader in, PrintStream out, PrintStream err, @Nullable Console console, ZoneId zone) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.asker = new PlainAsker(in, err, console);
        this.screen = new PlainScreen(out, err, zone);
    }

    @Override
    public Asker asker() {
        return asker;
    }

    @Override
    public Consumer<Event> screen() {
        return screen;
    }

    @Override
    public TrustPolicy trust() {
        return Trust.telling(this::tell);
    }

    @Override
    public void connecting(String server) {
        // A script has no use for it.
    }

    @Override
    public void converse(Client client) {
        Thread.ofPlatform().daemon().name("parley-input").start(() -> read(client));
        client.finished().join();
    }

    private void read(Client client) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (interpreter.interpret(line)) {
                    case Typed.Wanted wanted
                    when wanted.request() instanceof Request.Quit -> {
                        // Asking a second time, at the end of the input, would mean not to wait for receipts.
                        client.ask(wanted.request());
                        return;
                    }
                    case Typed.Wanted wanted -> client.ask(wanted.request());
                    case Typed.Shown shown -> shown.lines().forEach(out::println);
                    case Typed.Mistake mistake -> err.println(mistake.reason());
                    case Typed.Nothing nothing -> {}
                }
            }
        } catch (IOException e) {
            // As good as its end.
        }
        client.ask(new Request.Quit(""));
    }

    @Override
    public void tell(String text) {
        out.flush();
        err.println(SafeText.ofLines(text));
    }
}
