package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import java.util.List;

/** Marks the user as away. */
final class Away implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("away");
    }

    @Override
    public String usage() {
        return "/away [reason]";
    }

    @Override
    public String summary() {
        return "be marked as away; without a reason, be back";
    }

    @Override
    public Typed run(String arguments) {
        return Typed.wanted(new Request.Away(arguments.isEmpty() ? null : arguments));
    }
}
