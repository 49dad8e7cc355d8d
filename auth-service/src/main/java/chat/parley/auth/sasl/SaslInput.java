package chat.parley.auth.sasl;

import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import org.jspecify.annotations.Nullable;

/** What happens to a SASL exchange. */
public sealed interface SaslInput {

    /** The client's next message, decoded from base64. */
    @SuppressWarnings("ArrayRecordComponent")
    record Message(byte[] bytes) implements SaslInput {
        @Override
        public String toString() {
            return "Message[…]";
        }
    }

    /**
     * The answer to {@link SaslEffect.FindVerifier}.
     *
     * @param account null when there is none of that name, or none that SCRAM could sign in
     * @param verifier the account's, or a false one that stays the same for that name
     */
    record Found(@Nullable Account account, Verifier verifier) implements SaslInput {}

    /**
     * The answer to {@link SaslEffect.CheckPassword} and to {@link SaslEffect.FindOwner}.
     *
     * @param account null when there is none of that name, or the password is not its; or when the certificate is nobody's
     */
    record Checked(@Nullable Account account) implements SaslInput {}
}
