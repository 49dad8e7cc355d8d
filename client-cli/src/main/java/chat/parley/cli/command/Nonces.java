package chat.parley.cli.command;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Texts that nobody can guess and that are never made twice: 24 characters of letters, digits, hyphen and underscore. */
final class Nonces implements Supplier<String> {

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        var bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
