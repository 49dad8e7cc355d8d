package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Puts a person out of the current room. */
final class Kick implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("kick");
    }

    @Override
    public String usage() {
        return "/kick name [reason]";
    }

    @Override
    public String summary() {
        return "put a person out of the room, if you may";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        Place person = words.person();
        return person == null ? misused() : Typed.wanted(new Request.Kick(person, words.rest()));
    }
}
