package chat.parley.auth.audit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the server's log is configured with.
 *
 * @param folder {@code audit.folder}; made when it is missing
 * @param format {@code audit.format}
 * @param lobby {@code rooms.lobby}: messages to this room are written without the room's name; null when there is none
 */
public record AuditConfig(
        Path folder, Format format, @Nullable String lobby) {

    /** How a line looks. */
    public enum Format {
        /** {@code yyyy/MM/dd HH:mm:ss.SSSSSS text}. */
        TEXT,
        /** A JSON object a line. */
        JSON;

        /**
         * Reads {@code audit.format}.
         *
         * @throws IllegalArgumentException naming key, value and what is allowed
         */
        public static Format of(String text) {
            for (Format format : values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return format;
                }
            }
            String allowed = Arrays.stream(values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
            throw new IllegalArgumentException("audit.format: '" + text + "' is not " + allowed);
        }
    }

    /** Everything at its default but the folder. */
    public static AuditConfig defaults(Path folder) {
        return new AuditConfig(folder, Format.TEXT, "#lobby");
    }
}
