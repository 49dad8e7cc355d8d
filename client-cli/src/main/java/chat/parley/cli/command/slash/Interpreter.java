package chat.parley.cli.command.slash;

import chat.parley.cli.session.Addressee;
import chat.parley.cli.session.Request;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a typed line means: {@code #Q} leaves, {@code @name text} goes to one person ({@code @#room text} to a room's
 * operators), a slash begins a command, and everything else goes to everyone in the current place.
 */
public final class Interpreter {

    private final List<SlashCommand> commands = List.of(
            new Help(this::commands),
            new Join(),
            new Part(),
            new Rooms(),
            new Switch(),
            new Names(),
            new Who(),
            new Whois(),
            new Topic(),
            new History(),
            new Msg(),
            new Me(),
            new Away(),
            new Back(),
            new Nick(),
            new Invite(),
            new Kick(),
            new Mode(),
            new Quit());

    private List<SlashCommand> commands() {
        return commands;
    }

    /** The commands' names with their slash, for completion. */
    public List<String> commandNames() {
        return commands.stream().map(command -> "/" + command.names().get(0)).toList();
    }

    /** What a line means. It may be several lines, pasted; the first one decides where they go. */
    public Typed interpret(String line) {
        if (line.isBlank()) {
            return new Typed.Nothing();
        }
        String stripped = line.strip();
        if (stripped.equalsIgnoreCase("#q")) {
            return Typed.wanted(new Request.Quit(""));
        }
        if (line.startsWith("//")) {
            return say(line.substring(1));
        }
        if (line.startsWith("/")) {
            return command(stripped.substring(1));
        }
        if (line.startsWith("@")) {
            return privately(line.substring(1));
        }
        return say(line);
    }

    private Typed command(String text) {
        Words words = Words.of(text);
        String name = words.first().toLowerCase(Locale.ROOT);
        if (name.matches("[0-9]{1,3}") && words.rest().isEmpty()) {
            return Typed.wanted(new Request.SwitchTo(Integer.parseInt(name)));
        }
        SlashCommand command = find(name);
        return command == null
                ? Typed.mistake(
                        "There is no command /" + words.first() + ". /help lists them; //text says it as it is.")
                : command.run(words.rest());
    }

    private @Nullable SlashCommand find(String name) {
        for (SlashCommand command : commands) {
            if (command.names().contains(name)) {
                return command;
            }
        }
        return null;
    }

    private static Typed privately(String text) {
        if (text.isEmpty() || Character.isWhitespace(text.charAt(0))) {
            return Typed.mistake("Write to whom? A private message is typed: @name text");
        }
        Words words = Words.of(text);
        Addressee to = Addressee.parse("@" + words.first());
        if (to == null) {
            return Typed.mistake("Nobody can be called " + words.first() + ". A private message is typed: @name text");
        }
        return words.rest().isEmpty()
                ? Typed.mistake("Write what? A private message is typed: @" + words.first() + " text")
                : Typed.wanted(new Request.Say(to, words.rest(), false));
    }

    private static Typed say(String text) {
        return Typed.wanted(new Request.Say(null, text, false));
    }
}
