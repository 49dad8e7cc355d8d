package chat.parley.cli.command.slash;

import chat.parley.cli.session.Request;
import java.util.List;

/** Leaves. */
final class Quit implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("quit", "exit", "q");
    }

    @Override
    public String usage() {
        return "/quit [text]";
    }

    @Override
    public String summary() {
        return "leave; also #Q and Ctrl-D";
    }

    @Override
    public Typed run(String arguments) {
        return Typed.wanted(new Request.Quit(arguments));
    }
}
