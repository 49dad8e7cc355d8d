package chat.parley.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Text as AUTHENTICATE carries it. */
final class Base64Text {
    private Base64Text() {}

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }
}
