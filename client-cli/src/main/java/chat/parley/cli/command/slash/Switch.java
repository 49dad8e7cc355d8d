package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Changes the current place. */
final class Switch implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("switch", "s");
    }

    @Override
    public String usage() {
        return "/switch #room | @name | number";
    }

    @Override
    public String summary() {
        return "look at another room or private conversation; also /1, /2 … and Alt-1, Alt-2 …";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        if (words.first().matches("[0-9]{1,3}")) {
            return Typed.wanted(new Request.SwitchTo(Integer.parseInt(words.first())));
        }
        Place place = words.first().isEmpty() ? null : words.place();
        return place == null ? misused() : Typed.wanted(new Request.Switch(place));
    }
}
