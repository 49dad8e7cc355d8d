package chat.parley.contracts.account;

/** What a SASL exchange says next. */
public sealed interface SaslStep {

    /**
     * The client is to answer.
     *
     * @param message may be empty
     */
    record Challenge(long exchange, Secret message) implements SaslStep {}

    /** Signed in, for good. */
    record SignedIn(Account account) implements SaslStep {}
}
