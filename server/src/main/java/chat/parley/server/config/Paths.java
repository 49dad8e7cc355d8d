package chat.parley.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads paths. */
final class Paths {
    private Paths() {}

    static Path read(Section section, String key, Path fallback) {
        return parse(section, key, section.text(key, fallback.toString()), fallback);
    }

    /** @param fallback where nothing is written, or {@code null} */
    static Path readOptional(Section section, String key, Path fallback) {
        @Nullable String text = section.optionalText(key, null);
        return text == null ? fallback : parse(section, key, text, fallback);
    }

    /** Null where nothing is written, or {@code null}. */
    static @Nullable Path readNullable(Section section, String key) {
        String text = section.optionalText(key, null);
        return text == null ? null : parse(section, key, text, Path.of(""));
    }

    private static Path parse(Section section, String key, String text, Path fallback) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            section.reject(key, "is no path of a file");
            return fallback;
        }
    }
}
