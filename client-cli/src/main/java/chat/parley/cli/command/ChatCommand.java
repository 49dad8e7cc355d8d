package chat.parley.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.cli.config.SeenFile;
import chat.parley.cli.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.ZoneId;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley chat}. */
@Command(
        name = "chat",
        description = {
            "Talk.",
            "",
            "Opens with a menu: sign in with your account, or sign on to make one. What you type then goes to everyone in"
                    + " #lobby, '@name text' goes to one person, '#Q' leaves, /help tells the rest.",
            ""
        })
final class ChatCommand extends ConnectingCommand {

    @Option(
            names = "--plain",
            description =
                    "Lines only, for scripts: no colours, no editing. Always so when input or output is no terminal.")
    private boolean plain;

    @Override
    public Integer call() throws IOException {
        Settings settings = connection().settings();
        if (!plain) {
            try (Terminal terminal = terminal()) {
                if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                    return onTerminal(settings, terminal);
                }
            }
        }
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var front = new PlainFront(
                in, Streams.out(), Streams.err(), plain ? Terminals.console() : null, ZoneId.systemDefault());
        return run(settings, front, true);
    }

    private int onTerminal(Settings settings, Terminal terminal) throws IOException {
        // What is typed while nobody reads yet, such as a password while the connection is made, is not to be seen.
        Attributes before = terminal.getAttributes();
        Attributes silent = new Attributes(before);
        silent.setLocalFlag(LocalFlag.ECHO, false);
        terminal.setAttributes(silent);
        try {
            var front = new TerminalFront(terminal, connection().colours(settings), ZoneId.systemDefault());
            return run(settings, front, false);
        } finally {
            terminal.setAttributes(before);
        }
    }

    private int run(Settings settings, Front front, boolean everyPlace) {
        return new Chat(
                        settings,
                        connection().connector(settings, front.trust()),
                        front,
                        connection().passwords(),
                        new SeenFile(connection().folder().seen()),
                        everyPlace)
                .run();
    }

    private static Terminal terminal() throws IOException {
        // Else lines are drawn with letters of another character set, which not every terminal switches to.
        System.setProperty("org.jline.utils.disableAlternateCharset", "true");
        return TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                .dumb(true)
                .encoding(UTF_8)
                .build();
    }
}
