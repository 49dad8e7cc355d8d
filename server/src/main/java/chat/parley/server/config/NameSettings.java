package chat.parley.server.config;

/**
 * What people may be called.
 *
 * @param nicks of which letters nicks and the names of accounts may be
 */
public record NameSettings(Nicks nicks) {

    /** IRC's own letters, or those of all alphabets. */
    public enum Nicks {
        ASCII,
        UNICODE
    }

    static NameSettings read(Section section) {
        return new NameSettings(section.choice("nicks", Nicks.ASCII));
    }
}
