package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Leaves a room. */
final class Part implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("part", "leave");
    }

    @Override
    public String usage() {
        return "/part [#room] [reason]";
    }

    @Override
    public String summary() {
        return "leave a room, or close a private conversation";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        if (words.firstIsRoom() || words.first().startsWith("@")) {
            Place place = words.place();
            return place == null ? misused() : Typed.wanted(new Request.Part(place, words.rest()));
        }
        return Typed.wanted(new Request.Part(null, arguments));
    }
}
