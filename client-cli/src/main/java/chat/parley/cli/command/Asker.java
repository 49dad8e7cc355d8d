package chat.parley.cli.command;

import chat.parley.cli.session.Password;
import org.jspecify.annotations.Nullable;

/** Asks the user before there is a conversation. Null answers mean that the user wants no more. */
interface Asker {

    void tell(String text);

    @Nullable
    String ask(String question);

    /** Asks for something that is not shown while it is typed. */
    @Nullable
    Password askHidden(String question);
}
