package chat.parley.cli.command.slash;

import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import java.util.List;

/** Shows what was said before. */
final class History implements SlashCommand {

    private static final int DEFAULT_COUNT = 50;

    @Override
    public List<String> names() {
        return List.of("history", "h");
    }

    @Override
    public String usage() {
        return "/history [count] [#room | @name], /history more";
    }

    @Override
    public String summary() {
        return "show what was said before";
    }

    @Override
    public Typed run(String arguments) {
        int count = DEFAULT_COUNT;
        boolean older = false;
        Place place = null;
        for (String word : arguments.isEmpty() ? new String[0] : arguments.split("\\s+", -1)) {
            if (word.matches("[1-9][0-9]{0,3}")) {
                count = Integer.parseInt(word);
            } else if (word.equals("more")) {
                older = true;
            } else {
                place = Place.parse(word);
                if (place == null) {
                    return misused();
                }
            }
        }
        return Typed.wanted(new Request.History(place, count, older));
    }
}
