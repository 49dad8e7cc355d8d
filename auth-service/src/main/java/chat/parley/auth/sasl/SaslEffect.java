package chat.parley.auth.sasl;

import chat.parley.contracts.account.Account;

/** What a SASL exchange wants done. After {@link SignIn} and the refusals it is over. */
public sealed interface SaslEffect {

    /** Send this to the client; it goes on with a {@link SaslInput.Message}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Challenge(byte[] message) implements SaslEffect {
        @Override
        public String toString() {
            return "Challenge[…]";
        }
    }

    /** Look up an account; it goes on with {@link SaslInput.Found}. */
    record FindVerifier(String name) implements SaslEffect {}

    /** Check a password; it goes on with {@link SaslInput.Checked}. */
    record CheckPassword(String name, String password) implements SaslEffect {
        @Override
        public String toString() {
            return "CheckPassword[name=" + name + ", password=…]";
        }
    }

    /** Find out whose certificate it is; it goes on with {@link SaslInput.Checked}. */
    record FindOwner(String fingerprint) implements SaslEffect {}

    record SignIn(Account account) implements SaslEffect {}

    /** Wrong name or wrong password: which, nobody learns. */
    record Deny() implements SaslEffect {}

    /** The certificate is nobody's, or not theirs whom the client named. There is nothing in it that could be guessed. */
    record DenyCertificate() implements SaslEffect {}

    /** The client does not keep to the mechanism. */
    record Malformed(String why) implements SaslEffect {}
}
