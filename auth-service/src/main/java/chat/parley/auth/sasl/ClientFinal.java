package chat.parley.auth.sasl;

import chat.parley.protocol.Validated;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SCRAM client's last message (RFC 5802, section 7).
 *
 * @param channelBinding base64, as sent
 * @param nonce client's and server's
 * @param withoutProof the message up to its proof, as sent
 */
@SuppressWarnings("ArrayRecordComponent")
record ClientFinal(String channelBinding, String nonce, String withoutProof, byte[] proof) {
    private static final int MAX_CHARACTERS = 2_048;
    private static final Pattern MESSAGE = Pattern.compile(
            "(c=([A-Za-z0-9+/=]+),r=([\\x21-\\x2B\\x2D-\\x7E]+)(?:,[A-Za-oq-z]=[^,\\x00]+)*),p=([A-Za-z0-9+/=]+)");

    static Validated<ClientFinal> parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Validated.invalid("The last SCRAM message is too long.");
        }
        Matcher matcher = MESSAGE.matcher(text);
        if (!matcher.matches()) {
            return Validated.invalid("The last SCRAM message needs a channel binding, a nonce and a proof.");
        }
        try {
            byte[] proof = Base64.getDecoder().decode(matcher.group(4));
            return Validated.valid(new ClientFinal(matcher.group(2), matcher.group(3), matcher.group(1), proof));
        } catch (IllegalArgumentException notBase64) {
            return Validated.invalid("The proof in the last SCRAM message is not base64.");
        }
    }
}
