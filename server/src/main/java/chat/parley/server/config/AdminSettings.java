package chat.parley.server.config;

import java.nio.file.Path;

/**
 * The API by which the server is looked after.
 *
 * @param remote whether other machines may ask; whoever can listen on the way reads the secret
 * @param secret the file with what has to be shown
 */
public record AdminSettings(boolean enabled, boolean remote, Path secret) {
    static AdminSettings read(Section section, Path dataDir) {
        return new AdminSettings(
                section.flag("enabled", true),
                section.flag("remote", false),
                Paths.readOptional(section, "secret", dataDir.resolve("admin.secret")));
    }
}
