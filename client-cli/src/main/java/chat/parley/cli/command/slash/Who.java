package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import java.util.List;

/** Tells who is in a room, in full. */
final class Who implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("who");
    }

    @Override
    public String usage() {
        return "/who [#room | name]";
    }

    @Override
    public String summary() {
        return "tell who is in a room, with their full names";
    }

    @Override
    public Typed run(String arguments) {
        return Typed.wanted(
                new Request.Who(arguments.isEmpty() ? null : Words.of(arguments).place()));
    }
}
