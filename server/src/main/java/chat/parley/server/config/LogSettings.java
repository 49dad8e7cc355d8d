package chat.parley.server.config;

/** The technical log on standard error. */
public record LogSettings(Level level) {

    /** From what weight on something is written. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    static LogSettings read(Section section) {
        return new LogSettings(section.choice("level", Level.INFO));
    }
}
