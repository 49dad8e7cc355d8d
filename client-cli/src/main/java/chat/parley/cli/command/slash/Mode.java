package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Tells or changes a room's modes. */
final class Mode implements SlashCommand {

    private static final int MOST_WORDS = 10;

    @Override
    public List<String> names() {
        return List.of("mode");
    }

    @Override
    public String usage() {
        return "/mode [#room] [+i | -i | +k key | +o name …]";
    }

    @Override
    public String summary() {
        return "tell or change how a room works: i for the invited only, k with a key, m moderated, o operator, v voice";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        Place room = words.firstIsRoom() ? words.room() : null;
        if (words.firstIsRoom() && room == null) {
            return misused();
        }
        String modes = words.firstIsRoom() ? words.rest() : arguments;
        List<String> parts = modes.isEmpty() ? List.of() : List.of(modes.split("\\s+", -1));
        boolean fits = parts.size() <= MOST_WORDS && parts.stream().noneMatch(part -> part.startsWith(":"));
        return fits ? Typed.wanted(new Request.Mode(room, parts)) : misused();
    }
}
