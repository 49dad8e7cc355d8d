package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Enters a room. */
final class Join implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("join", "j");
    }

    @Override
    public String usage() {
        return "/join #room [key]";
    }

    @Override
    public String summary() {
        return "enter a room, which is made if there is none";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        Place room = words.room();
        return room == null
                ? misused()
                : Typed.wanted(new Request.Join(room, words.rest().isEmpty() ? null : words.rest()));
    }
}
