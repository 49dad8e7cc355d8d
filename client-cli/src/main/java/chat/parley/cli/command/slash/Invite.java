package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Invites a person. */
final class Invite implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("invite");
    }

    @Override
    public String usage() {
        return "/invite name [#room]";
    }

    @Override
    public String summary() {
        return "invite a person to a room";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        Place person = words.person();
        Place room = words.rest().isEmpty() ? null : Words.of(words.rest()).room();
        if (person == null || (room == null && !words.rest().isEmpty())) {
            return misused();
        }
        return Typed.wanted(new Request.Invite(person, room));
    }
}
