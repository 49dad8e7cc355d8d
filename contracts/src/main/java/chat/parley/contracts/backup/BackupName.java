package chat.parley.contracts.backup;

import chat.parley.protocol.Validated;

/**
 * What a backup is called: its folder's name.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens and underscores; begins with a letter or a digit
 */
public record BackupName(String value) {
    private static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public BackupName {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("not the name of a backup: " + value);
        }
    }

    /** The reason goes on after "The name of a backup". */
    public static Validated<BackupName> parse(String text) {
        return text.matches(FORM)
                ? Validated.valid(new BackupName(text))
                : Validated.invalid("has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
}
