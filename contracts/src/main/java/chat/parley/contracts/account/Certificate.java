package chat.parley.contracts.account;

/**
 * A TLS client certificate that belongs to an account: who shows it may sign in to it.
 *
 * @param fingerprint its SHA-256, in lower-case hex
 * @param addedMillis since 1970
 */
public record Certificate(String fingerprint, long addedMillis) {}
