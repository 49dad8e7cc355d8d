package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;

/** How long somebody has said nothing. */
final class Idle {
    private Idle() {}

    /** In seconds. Who has said nothing yet has been idle since they came. */
    static long seconds(Person person, long lastSpokenMillis, long nowMillis) {
        return Math.max(0, nowMillis - Math.max(lastSpokenMillis, person.signedOnMillis())) / 1_000;
    }
}
