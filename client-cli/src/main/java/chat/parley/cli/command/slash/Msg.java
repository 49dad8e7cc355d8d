package chat.parley.cli.command.slash;

import chat.parley.cli.session.Addressee;
import chat.parley.cli.session.Request;
import java.util.List;

/** Writes to one person. */
final class Msg implements SlashCommand {

    @Override
    public List<String> names() {
        return List.of("msg", "query", "w");
    }

    @Override
    public String usage() {
        return "/msg name [text]";
    }

    @Override
    public String summary() {
        return "write to one person only; also @name text. @#room text is for a room's operators";
    }

    @Override
    public Typed run(String arguments) {
        Words words = Words.of(arguments);
        Addressee to = Addressee.parse(words.first());
        if (to == null || (words.rest().isEmpty() && !to.audience().isEmpty())) {
            return misused();
        }
        return Typed.wanted(
                words.rest().isEmpty() ? new Request.Switch(to.place()) : new Request.Say(to, words.rest(), false));
    }
}
