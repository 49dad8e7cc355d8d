package chat.parley.contracts.identity;

/**
 * Somebody who is seen under one nick: in rooms, and at either end of a private conversation. All devices of an account are one
 * person; a guest's connection is a person of its own.
 *
 * <p>A connection that signed in to an account while that account's person is here under another nick stays a person of its own
 * ({@link OfGuest}) and carries the account's name as an attribute.
 */
public sealed interface PersonId {

    /** The person of an account: remembered while nobody is connected. */
    record OfAccount(AccountId account) implements PersonId {
        @Override
        public String text() {
            return "a" + account.value();
        }
    }

    /** The person of one connection: gone with it. */
    record OfGuest(SessionId session) implements PersonId {
        @Override
        public String text() {
            return "g" + session;
        }
    }

    /** The form that is stored and compared: {@code a42} or {@code grelay1.k3x9/7}. */
    String text();

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static PersonId parse(String text) {
        if (text.startsWith("a")) {
            return new OfAccount(new AccountId(Long.parseLong(text.substring(1))));
        }
        int slash = text.indexOf('/');
        if (!text.startsWith("g") || slash < 0) {
            throw new IllegalArgumentException("not a person id: " + text);
        }
        return new OfGuest(
                new SessionId(new RelayId(text.substring(1, slash)), Long.parseLong(text.substring(slash + 1))));
    }
}
