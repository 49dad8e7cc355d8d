package chat.parley.cli.command.slash;

import java.util.List;

/** One command that begins with a slash. Knows nothing of the session: it says what is wanted of it. */
public interface SlashCommand {

    /** Its name without the slash, and other names that it goes by. */
    List<String> names();

    /** How it is typed, with the slash: {@code /join #room [key]}. */
    String usage();

    /** What it does, in half a sentence. */
    String summary();

    /**
     * What is wanted.
     *
     * @param arguments what was typed after the name, stripped; empty if nothing was
     */
    Typed run(String arguments);

    /** The answer when the arguments cannot be understood. */
    default Typed misused() {
        return Typed.mistake("That is typed: " + usage());
    }
}
