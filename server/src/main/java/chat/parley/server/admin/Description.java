package chat.parley.server.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the API says of itself, by the OpenAPI Specification 3.1. */
final class Description {
    private static final String RESOURCE = "openapi.yaml";

    private Description() {}

    /** Read from this program's own jar. */
    static String text() {
        try (InputStream in = Description.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
