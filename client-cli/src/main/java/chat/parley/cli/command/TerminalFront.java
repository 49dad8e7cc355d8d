package chat.parley.cli.command;

import chat.parley.cli.client.Client;
import chat.parley.cli.command.slash.Interpreter;
import chat.parley.cli.command.slash.Typed;
import chat.parley.cli.connection.TrustPolicy;
import chat.parley.cli.screen.Completion;
import chat.parley.cli.screen.Look;
import chat.parley.cli.screen.SafeText;
import chat.parley.cli.screen.Scribe;
import chat.parley.cli.screen.TerminalScreen;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Request;
import chat.parley.cli.session.Session;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** A terminal that a person sits at. */
final class TerminalFront implements Front {

    private static final long SECOND_CTRL_C_NANOS = 3_000_000_000L;

    private final TerminalAsker asker;
    private final TerminalScreen screen;
    private final Interpreter interpreter = new Interpreter();
    private volatile @Nullable Client client;

    TerminalFront(Terminal terminal, boolean colours, ZoneId zone) throws IOException {
        var look = new Look(colours);
        this.asker = new TerminalAsker(terminal);
        this.screen = new TerminalScreen(
                terminal,
                look,
                new Scribe(look, zone, LocalDate.now(zone), false),
                new Completion(interpreter.commandNames(), () -> lookUp(Session::people), () -> lookUp(Session::rooms)),
                this::switchTo);
    }

    private Set<String> lookUp(Function<Session, Set<String>> question) {
        Client running = client;
        return running == null ? Set.of() : running.query(question, Set.of());
    }

    private void switchTo(int number) {
        Client running = client;
        if (running != null) {
            running.ask(new Request.SwitchTo(number));
        }
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
        return Trust.asking(asker);
    }

    @Override
    public void connecting(String server) {
        screen.accept(new Event.News("Connecting to " + server + "…"));
    }

    @Override
    public void converse(Client running) {
        client = running;
        Thread reader = Thread.currentThread();
        running.whenFinished(reader::interrupt);
        long interrupted = 0;
        boolean once = false;
        while (!running.finished().isDone()) {
            try {
                take(running, screen.read());
                once = false;
            } catch (EndOfFileException e) {
                running.ask(new Request.Quit(""));
                break;
            } catch (UserInterruptException e) {
                long now = System.nanoTime();
                boolean wantsOut =
                        e.getPartialLine() == null || e.getPartialLine().isEmpty();
                if (running.finished().isDone()) {
                    break;
                }
                if (once && wantsOut && now - interrupted < SECOND_CTRL_C_NANOS) {
                    running.ask(new Request.Quit(""));
                    break;
                }
                once = wantsOut;
                interrupted = now;
                if (wantsOut) {
                    screen.accept(new Event.News("Ctrl-C once more leaves. So do #Q and Ctrl-D."));
                }
            }
        }
        running.finished().join();
        // The interruption was meant for reading, which is over.
        boolean cleared = Thread.interrupted();
        screen.close();
        client = cleared ? null : client;
    }

    private void take(Client running, String line) {
        switch (interpreter.interpret(line)) {
            case Typed.Wanted wanted -> {
                running.ask(wanted.request());
                if (wanted.request() instanceof Request.Quit) {
                    running.finished().join();
                }
            }
            case Typed.Shown shown -> shown.lines().forEach(text -> screen.accept(new Event.News(text)));
            case Typed.Mistake mistake -> screen.accept(new Event.Trouble(mistake.reason()));
            case Typed.Nothing nothing -> {}
        }
    }

    @Override
    public void tell(String text) {
        SafeText.ofLines(text).lines().forEach(asker::tell);
    }
}
