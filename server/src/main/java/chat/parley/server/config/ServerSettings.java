package chat.parley.server.config;

import chat.parley.protocol.name.ServerName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this server is called, and where it keeps its data.
 *
 * @param name as clients see it, like a host name
 * @param network one word, told to clients at sign-in
 * @param dataDir relative to the folder that the server was started in
 * @param password what PASS has to bring, or null for none
 * @param motd the message of the day, of one or more lines, or null for none
 * @param admin who runs the server, three lines at most
 * @param sts tells clients to come over TLS; null: they are not told
 */
public record ServerSettings(
        ServerName name,
        String network,
        Path dataDir,
        @Nullable Hidden password,
        @Nullable String motd,
        List<String> admin,
        @Nullable StsSettings sts) {
    private static final int MAX_MOTD_CHARS = 16_384;
    private static final int MAX_ADMIN_LINES = 3;
    private static final int MAX_ADMIN_LINE_CHARS = 200;

    private static final ServerName DEFAULT_NAME = new ServerName("parley.localhost");

    static ServerSettings read(Section section) {
        ServerName name = section.parsed("name", DEFAULT_NAME, ServerName::parse);
        String network = section.text("network", "Parley");
        if (!network.matches("[\\x21-\\x7e]{1,32}")) {
            section.reject("network", "has to be one word of 1 to 32 ASCII characters");
        }
        Path dataDir = Paths.read(section, "dataDir", Path.of("data"));
        String password = section.optionalText("password", null);
        if (password != null && password.length() > 300) {
            section.reject("password", "is longer than 300 characters");
        }
        String motd = section.optionalText("motd", null);
        if (motd != null && motd.length() > MAX_MOTD_CHARS) {
            section.reject("motd", "is longer than " + MAX_MOTD_CHARS + " characters");
        }
        String admin = section.optionalText("admin", null);
        List<String> adminLines = admin == null ? List.of() : admin.lines().toList();
        if (adminLines.size() > MAX_ADMIN_LINES
                || adminLines.stream().anyMatch(line -> line.length() > MAX_ADMIN_LINE_CHARS)) {
            section.reject("admin", "has more than 3 lines, or a line of more than 200 characters");
        }
        return new ServerSettings(
                name,
                network,
                dataDir,
                password == null ? null : new Hidden(password),
                motd,
                adminLines,
                section.optionalSection("sts", StsSettings::read));
    }
}
