package chat.parley.contracts.room;

/**
 * A line of one of a room's lists: bans (b), exceptions from them (e), and who needs no invitation (I).
 *
 * @param mask whole, as {@link chat.parley.protocol.name.BanMask} makes it
 * @param setBy nick!user@host of who set it
 * @param setAtMillis since 1970
 */
public record ListEntry(String mask, String setBy, long setAtMillis) {
    /** The letters of the lists. */
    public static final String LISTS = "beI";

    /** How many entries each list of a room may have. */
    public static final int MOST_A_LIST = 100;
}
