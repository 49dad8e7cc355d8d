package chat.parley.relay.command;

/** What stands before a nick for the ranks that its owner has in a room. */
final class Prefixes {
    private Prefixes() {}

    /**
     * The prefixes of ranks.
     *
     * @param all with multi-prefix; else only the highest rank shows
     */
    static String of(String ranks, boolean all) {
        String prefixes = ranks.replace('o', '@').replace('h', '%').replace('v', '+');
        return all || prefixes.isEmpty() ? prefixes : prefixes.substring(0, 1);
    }
}
