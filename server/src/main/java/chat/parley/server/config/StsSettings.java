package chat.parley.server.config;

/**
 * The policy that clients are to come over TLS.
 *
 * @param port where TLS is spoken, as clients reach it
 * @param durationSeconds for which clients remember it
 * @param preload whether others may list this server as one of TLS only
 */
public record StsSettings(int port, long durationSeconds, boolean preload) {
    private static final int MONTH_SECONDS = 2_592_000;
    private static final int YEAR_SECONDS = 31_536_000;

    static StsSettings read(Section section) {
        return new StsSettings(
                section.integer("port", 6_697, 1, 65_535, "port"),
                section.integer("durationSeconds", MONTH_SECONDS, 0, 2 * YEAR_SECONDS, "seconds"),
                section.flag("preload", false));
    }
}
