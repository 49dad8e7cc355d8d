package chat.parley.relay.session;

import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.WordPacker;

/** What server operators have to see, told to those of them who want to know (mode s). */
public final class OperatorNotice {
    private static final int MAX_BYTES = 400;

    private OperatorNotice() {}

    /** Tells it on all relays; where that cannot be done, nothing else suffers. */
    public static void tell(Exchange exchange, String text) {
        exchange.ask(
                new PresenceRequest.Announce(new Announcement.Notice(WordPacker.cut(text, MAX_BYTES))),
                _told -> {},
                _failure -> {});
    }

    /** An account was made. */
    public static void registered(Exchange exchange, String account) {
        tell(
                exchange,
                exchange.client().name() + " made the account " + account + ", from "
                        + exchange.client().peer().address());
    }
}
