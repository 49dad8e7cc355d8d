package chat.parley.contracts.identity;

/**
 * An account, for as long as the data folder lives: never changed, never given to another account, whatever happens to names.
 *
 * @param value positive
 */
public record AccountId(long value) {
    public AccountId {
        if (value <= 0) {
            throw new IllegalArgumentException("an account id is positive, not " + value);
        }
    }
}
