package chat.parley.cli.screen;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes {@code /commands}, {@code @names}, {@code #rooms}, and names in the middle of a sentence. */
public final class Completion implements Completer {

    private final List<String> commands;
    private final Supplier<? extends Collection<String>> people;
    private final Supplier<? extends Collection<String>> rooms;

    /**
     * @param commands with their slash
     * @param people the nicks in sight, asked on each completion
     * @param rooms the rooms that the user is in
     */
    public Completion(
            List<String> commands,
            Supplier<? extends Collection<String>> people,
            Supplier<? extends Collection<String>> rooms) {
        this.commands = List.copyOf(commands);
        this.people = people;
        this.rooms = rooms;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word().substring(0, line.wordCursor());
        boolean first = line.wordIndex() == 0;
        boolean afterCommand = line.wordIndex() == 1 && line.words().get(0).startsWith("/");
        if (first && word.startsWith("/")) {
            offer(candidates, commands, "", word, "");
        } else if (word.startsWith("#")) {
            offer(candidates, rooms.get(), "", word, "");
        } else if (word.startsWith("@")) {
            offer(candidates, people.get(), "@", word, "");
        } else if (!word.isEmpty() || afterCommand) {
            offer(candidates, people.get(), "", word, first ? ":" : "");
        }
    }

    private static void offer(
            List<Candidate> candidates, Collection<String> names, String prefix, String word, String suffix) {
        String typed = word.toLowerCase(Locale.ROOT);
        for (String name : names) {
            String safe = SafeText.of(prefix + name);
            if (safe.toLowerCase(Locale.ROOT).startsWith(typed)) {
                candidates.add(new Candidate(safe + suffix, safe, null, null, null, null, true));
            }
        }
    }
}
