package chat.parley.server.config;

import java.nio.file.Path;

/** JDBC URLs of the user table and of what was said. */
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
        if (!url.startsWith(SQLITE) || url.length() == SQLITE.length()) {
            section.reject(
                    key,
                    "has to be " + SQLITE
                            + " and the path of a file; other databases are not available in this version");
        }
        return url;
    }
}
