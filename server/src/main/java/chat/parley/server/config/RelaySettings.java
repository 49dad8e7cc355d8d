package chat.parley.server.config;

/**
 * How connections are carried.
 *
 * @param eventLoops how many threads carry connections; 0 for one a core
 */
public record RelaySettings(int eventLoops) {
    static RelaySettings read(Section section) {
        return new RelaySettings(section.integer("eventLoops", 0, 0, 256, "event loops; 0 for one a core"));
    }
}
