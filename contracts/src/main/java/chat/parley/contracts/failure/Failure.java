package chat.parley.contracts.failure;

/**
 * Why a request was not carried out. The kind decides the reply to the client, the log level and whether trying again makes sense.
 */
public sealed interface Failure {

    /** Fit to be shown to the person who asked: no insides, no secrets. */
    String text();

    /** What was asked cannot be; the asker can mend it (a name that is taken, a text under a used nonce). */
    record Rejected(Reason reason, String text) implements Failure {}

    /** The asker may not do this (not a member, not an operator, wrong password). */
    record Denied(Reason reason, String text) implements Failure {}

    /**
     * The service cannot answer now.
     *
     * @param certain true: certainly not carried out, and never will be. False: nobody knows; a write has to be sent again, with
     *     the same nonce, to learn what became of it
     */
    record Unavailable(boolean certain, String text) implements Failure {}

    /** A fault of ours; the text says only that. */
    record Bug(String text) implements Failure {}
}
