package chat.parley.server.config;

/**
 * Where liveness, readiness and metrics are told over HTTP.
 *
 * @param host loopback unless a monitoring system is to reach it
 * @param port 0 for any free one
 * @param chosen somebody wrote the port down: when it is in use, the start fails instead of taking another
 */
public record HealthSettings(boolean enabled, String host, int port, boolean chosen) {
    static HealthSettings read(Section section) {
        return new HealthSettings(
                section.flag("enabled", true),
                section.text("host", "127.0.0.1"),
                section.integer("port", 6_680, 0, 65_535, "port; 0 for any free one"),
                section.has("port"));
    }
}
