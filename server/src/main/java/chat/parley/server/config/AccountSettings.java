package chat.parley.server.config;

/**
 * Who may come in, and how accounts are made.
 *
 * @param guests anyone may connect without an account
 * @param forceNick an account's name is its nick
 * @param passwordIterations rounds of the key derivation that protects a stored password
 * @param passwordCacheMinutes how long a password that was right is remembered, in memory and hashed, so that coming back is cheap;
 *     0 for never
 */
public record AccountSettings(
        boolean guests,
        boolean forceNick,
        Registration registration,
        int passwordIterations,
        int passwordCacheMinutes) {

    /**
     * How accounts are made.
     *
     * @param enabled whether clients may make accounts
     * @param beforeConnect whether they may before they have signed in to anything
     * @param requireEmail whether they have to give an address
     */
    public record Registration(boolean enabled, boolean beforeConnect, boolean requireEmail) {
        static Registration read(Section section) {
            return new Registration(
                    section.flag("enabled", true),
                    section.flag("beforeConnect", true),
                    section.flag("requireEmail", false));
        }
    }

    static AccountSettings read(Section section) {
        return new AccountSettings(
                section.flag("guests", false),
                section.flag("forceNick", true),
                section.section("registration", Registration::read),
                section.integer("passwordIterations", 600_000, 4_096, 10_000_000, "rounds of PBKDF2"),
                section.integer("passwordCacheMinutes", 60, 0, 1_440, "minutes"));
    }
}
