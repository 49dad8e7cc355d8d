package chat.parley.relay.classic.model;

import chat.parley.protocol.line.Line;

/** What comes of something in a {@link ClassicDialogue}. */
public sealed interface ClassicStep {

    /** To the session, as if the client had sent it. */
    record Say(Line line) implements ClassicStep {}

    /**
     * To the client.
     *
     * @param alone nothing else may come in the same read: the client compares it with what it expects
     */
    record Tell(String text, boolean alone) implements ClassicStep {}
}
