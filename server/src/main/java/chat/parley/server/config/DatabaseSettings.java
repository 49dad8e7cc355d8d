package chat.parley.server.config;

import chat.parley.database.jdbc.PostgresUrl;
import java.nio.file.Path;

/**
 * URLs of the user table and of what was said. One of PostgreSQL may have a password in it, so that they are not shown.
 *
 * @param accounts {@code jdbc:sqlite:FILE} or {@code postgresql://USER@HOST/DATABASE}
 * @param rooms the same
 */
public record DatabaseSettings(String accounts, String rooms) {
    private static final String SQLITE = "jdbc:sqlite:";

    static DatabaseSettings read(Section section, Path dataDir) {
        return new DatabaseSettings(url(section, "accounts", dataDir), url(section, "rooms", dataDir));
    }

    private static String url(Section section, String key, Path dataDir) {
        String fallback = SQLITE + dataDir.resolve(key + ".db");
        String url = section.optionalText(key, null);
        if (url == null) {
            return fallback;
        }
        String malformed = PostgresUrl.fault(url);
        if (malformed != null) {
            section.reject(key, malformed);
        } else if (!PostgresUrl.isOne(url) && (!url.startsWith(SQLITE) || url.length() == SQLITE.length())) {
            section.reject(key, "has to be " + SQLITE + " and the path of a file, or " + PostgresUrl.FORM);
        }
        return url;
    }

    @Override
    public String toString() {
        return "…";
    }
}
