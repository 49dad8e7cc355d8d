package chat.parley.server.config;

/**
 * How connections are carried.
 *
 * @param eventLoops how many threads carry connections; 0 for one a core
 * @param largeRoom from how many readers of a room on one of these its people's coming and going is told in batches; 0: never
 */
public record RelaySettings(int eventLoops, int largeRoom) {
    static RelaySettings read(Section section) {
        return new RelaySettings(
                section.integer("eventLoops", 0, 0, 256, "event loops; 0 for one a core"),
                section.integer("largeRoom", 500, 0, 1_000_000, "readers; 0 for never"));
    }
}
