package chat.parley.cli.command;

import chat.parley.cli.client.Client;
import chat.parley.cli.connection.TrustPolicy;
import chat.parley.cli.session.Event;
import java.util.function.Consumer;

/** What the user has before them: a terminal, or plain lines. */
interface Front {

    Asker asker();

    /** Where events go, from before the sign-in on. */
    Consumer<Event> screen();

    TrustPolicy trust();

    /** A connection is being made, and the user has to wait a moment. */
    void connecting(String server);

    /** Takes what the user types to the session, until either has had enough. Blocks. */
    void converse(Client client);

    /** Tells the last word, after the conversation. */
    void tell(String text);
}
