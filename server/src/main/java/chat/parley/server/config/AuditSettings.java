package chat.parley.server.config;

import java.nio.file.Path;

/**
 * The server's log of what people did.
 *
 * @param folder where each start makes a new file
 * @param bodies whose texts are written there
 */
public record AuditSettings(Path folder, Bodies bodies, Format format) {

    /** Of which messages the texts are logged; of the others only that they were sent. */
    public enum Bodies {
        NONE,
        ROOMS,
        ALL
    }

    /** Lines for people, or one JSON object a line. */
    public enum Format {
        TEXT,
        JSON
    }

    static AuditSettings read(Section section) {
        return new AuditSettings(
                Paths.read(section, "folder", Path.of("logs")),
                section.choice("bodies", Bodies.ROOMS),
                section.choice("format", Format.TEXT));
    }
}
