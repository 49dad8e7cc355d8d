package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import chat.parley.protocol.line.Line;
import java.util.List;

/** Lists rooms. */
final class Rooms implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("rooms", "list");
    }

    @Override
    public String usage() {
        return "/rooms";
    }

    @Override
    public String summary() {
        return "list the rooms that there are";
    }

    @Override
    public Typed run(String arguments) {
        return Typed.wanted(new Request.Ask(Line.of("LIST")));
    }
}
