package chat.parley.cli.command.slash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells what can be typed. */
final class Help implements SlashCommand {

    private final Supplier<List<SlashCommand>> commands;

    Help(Supplier<List<SlashCommand>> commands) {
        this.commands = commands;
    }

    @Override
    public List<String> names() {
        return List.of("help", "?");
    }

    @Override
    public String usage() {
        return "/help [command]";
    }

    @Override
    public String summary() {
        return "tell what can be typed";
    }

    @Override
    public Typed run(String arguments) {
        String wanted = arguments.startsWith("/") ? arguments.substring(1) : arguments;
        var lines = new ArrayList<String>();
        if (wanted.isEmpty()) {
            lines.add("What you type goes to everyone in the room. @name text goes to one person only. #Q leaves.");
        }
        for (SlashCommand command : commands.get()) {
            if (wanted.isEmpty() || command.names().contains(wanted)) {
                lines.add(command.usage() + ": " + command.summary());
            }
        }
        if (wanted.isEmpty()) {
            lines.add("Tab completes names, rooms and commands; the arrow keys bring back what you typed.");
            lines.add("A message that begins with a slash is typed with two: //text");
        }
        return lines.isEmpty() ? Typed.mistake("There is no command /" + wanted + ".") : new Typed.Shown(lines);
    }
}
