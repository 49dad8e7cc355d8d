package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import java.util.List;

/** Says what the user does. */
final class Me implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("me");
    }

    @Override
    public String usage() {
        return "/me does something";
    }

    @Override
    public String summary() {
        return "say what you do";
    }

    @Override
    public Typed run(String arguments) {
        return arguments.isEmpty() ? misused() : Typed.wanted(new Request.Say(null, arguments, true));
    }
}
