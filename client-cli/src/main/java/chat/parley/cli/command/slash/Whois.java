package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import chat.parley.protocol.line.Line;
import java.util.List;

/** Tells about a person. */
final class Whois implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("whois");
    }

    @Override
    public String usage() {
        return "/whois name";
    }

    @Override
    public String summary() {
        return "tell about a person";
    }

    @Override
    public Typed run(String arguments) {
        Place person = Words.of(arguments).person();
        return person == null ? misused() : Typed.wanted(new Request.Ask(Line.of("WHOIS", person.name())));
    }
}
