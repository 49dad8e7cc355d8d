package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Tells or changes a topic. */
final class Topic implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("topic");
    }

    @Override
    public String usage() {
        return "/topic [#room] [text]";
    }

    @Override
    public String summary() {
        return "tell or change what a room is about";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        if (!words.firstIsRoom()) {
            return Typed.wanted(new Request.Topic(null, arguments.isEmpty() ? null : arguments));
        }
        Place room = words.room();
        return room == null
                ? misused()
                : Typed.wanted(new Request.Topic(room, words.rest().isEmpty() ? null : words.rest()));
    }
}
