package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import chat.parley.protocol.line.Line;
import java.util.List;

/** Changes the nick. */
final class Nick implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("nick");
    }

    @Override
    public String usage() {
        return "/nick name";
    }

    @Override
    public String summary() {
        return "be called something else, where the server allows it";
    }

    @Override
    public Typed run(String arguments) {
        Place person = Words.of(arguments).person();
        return person == null ? misused() : Typed.wanted(new Request.Ask(Line.of("NICK", person.name())));
    }
}
