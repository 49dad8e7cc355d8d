package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Tells who is in a room. */
final class Names implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("names");
    }

    @Override
    public String usage() {
        return "/names [#room]";
    }

    @Override
    public String summary() {
        return "tell who is in a room";
    }

    @Override
    public Typed run(String arguments) {
        if (arguments.isEmpty()) {
            return Typed.wanted(new Request.Names(null));
        }
        Place room = Words.of(arguments).room();
        return room == null ? misused() : Typed.wanted(new Request.Names(room));
    }
}
