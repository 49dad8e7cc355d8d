package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import java.util.List;

/** Ends being away. */
final class Back implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("back");
    }

    @Override
    public String usage() {
        return "/back";
    }

    @Override
    public String summary() {
        return "be back";
    }

    @Override
    public Typed run(String arguments) {
        return arguments.isEmpty() ? Typed.wanted(new Request.Away(null)) : misused();
    }
}
