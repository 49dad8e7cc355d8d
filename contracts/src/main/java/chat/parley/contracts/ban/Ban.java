package chat.parley.contracts.ban;

/**
 * A ban from the whole network.
 *
 * @param reason told to who is banned
 * @param setBy the nick of the operator
 * @param setAtMillis since 1970
 * @param untilMillis since 1970; 0: for good
 */
public record Ban(BanTarget target, String reason, String setBy, long setAtMillis, long untilMillis) {

    public boolean isOver(long nowMillis) {
        return untilMillis != 0 && untilMillis <= nowMillis;
    }
}
