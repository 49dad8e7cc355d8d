package chat.parley.contracts.account;

/**
 * A password or a SASL message on its way to the auth service. Its text form never shows it, so that it cannot slip into a log.
 *
 * @param bytes as received; not copied, never changed by a receiver
 */
@SuppressWarnings("ArrayRecordComponent")
public record Secret(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && java.security.MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
