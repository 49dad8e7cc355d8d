package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Writes to one person. */
final class Msg implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("msg", "query", "w");
    }

    @Override
    public String usage() {
        return "/msg name [text]";
    }

    @Override
    public String summary() {
        return "write to one person only; also @name text";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        Place place = words.place();
        if (place == null) {
            return misused();
        }
        return Typed.wanted(
                words.rest().isEmpty() ? new Request.Switch(place) : new Request.Say(place, words.rest(), false));
    }
}
