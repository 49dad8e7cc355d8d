package chat.parley.auth.sasl;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SCRAM client's first message (RFC 5802, section 7).
 *
 * @param gs2Header as sent, with its last comma
 * @param bare the rest, as sent
 * @param name decoded
 * @param nonce the client's
 * @param sameIdentity whether it wants to be who it says it is, and nobody else
 */
record ClientFirst(String gs2Header, String bare, String name, String nonce, boolean sameIdentity) {
    private static final int MAX_CHARACTERS = 1_024;
    private static final Pattern GS2_HEADER = Pattern.compile("([ny]|p=[A-Za-z0-9.-]+),(?:a=([^,\\x00]+))?,");
    private static final Pattern BARE =
            Pattern.compile("n=([^,\\x00]+),r=([\\x21-\\x2B\\x2D-\\x7E]{1,256})(?:,[A-Za-z]=[^,\\x00]+)*");

    static Validated<ClientFirst> parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Validated.invalid("The first SCRAM message is too long.");
        }
        Matcher header = GS2_HEADER.matcher(text);
        if (!header.lookingAt()) {
            return Validated.invalid("The first SCRAM message does not begin with a GS2 header.");
        }
        if (header.group(1).startsWith("p")) {
            return Validated.invalid("Channel binding is not offered.");
        }
        String rest = text.substring(header.end());
        if (rest.startsWith("m=")) {
            return Validated.invalid("A SCRAM extension is asked for that is not offered.");
        }
        Matcher bare = BARE.matcher(rest);
        if (!bare.matches()) {
            return Validated.invalid("The first SCRAM message needs a name and a nonce.");
        }
        String name = Names.decode(bare.group(1));
        String authzid = header.group(2) == null ? name : Names.decode(header.group(2));
        if (name == null || authzid == null || name.length() > Names.MAX_BYTES) {
            return Validated.invalid("The name in the first SCRAM message is not well-formed.");
        }
        return Validated.valid(
                new ClientFirst(header.group(), rest, name, bare.group(2), Nickname.same(name, authzid)));
    }
}
