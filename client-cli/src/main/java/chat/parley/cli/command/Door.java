package chat.parley.cli.command;

import chat.parley.cli.session.Entrance;
import chat.parley.cli.session.Password;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.AccountName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The menu before the chat room: sign in, sign on, or go. Null everywhere means that the user wants to go. */
final class Door {

    private static final int MOST_CHARACTERS = 200;

    private final Asker asker;

    Door(Asker asker) {
        this.asker = asker;
    }

    /** Asks until the user has chosen. */
    @Nullable
    Entrance menu() {
        while (true) {
            asker.tell("");
            asker.tell("  Sign in   1");
            asker.tell("  Sign on   2");
            asker.tell("  Quit      Q");
            String choice = asker.ask("Your choice: ");
            if (choice == null) {
                return null;
            }
            switch (choice.strip().toLowerCase(Locale.ROOT)) {
                case "1" -> {
                    return signIn();
                }
                case "2" -> {
                    return signOn(null);
                }
                case "q", "#q" -> {
                    return null;
                }
                default -> asker.tell("Type 1, 2 or Q.");
            }
        }
    }

    private @Nullable Entrance signIn() {
        String user = asker.ask("Username: ");
        return user == null ? null : signIn(user.strip());
    }

    /** Asks for the password only. */
    @Nullable
    Entrance signIn(String user) {
        Password password = asker.askHidden("Password: ");
        return password == null || user.isEmpty() ? null : new Entrance.SignIn(user, password);
    }

    /**
     * Asks for what a new account needs.
     *
     * @param refused an earlier try whose name was refused, so that only the name is asked again; or null
     */
    @Nullable
    Entrance signOn(Entrance.@Nullable SignOn refused) {
        String user = newName();
        if (user == null) {
            return null;
        }
        if (refused != null) {
            return new Entrance.SignOn(user, refused.firstName(), refused.lastName(), refused.password());
        }
        String first = line("First name: ");
        String last = first == null ? null : line("Last name: ");
        if (first == null || last == null) {
            return null;
        }
        Password password = newPassword();
        return password == null ? null : new Entrance.SignOn(user, first, last, password);
    }

    /** Asks for another password for an account that was to be made. */
    @Nullable
    Entrance anotherPassword(Entrance.SignOn refused) {
        Password password = newPassword();
        return password == null
                ? null
                : new Entrance.SignOn(refused.user(), refused.firstName(), refused.lastName(), password);
    }

    private @Nullable String newName() {
        while (true) {
            String typed = asker.ask("Username: ");
            if (typed == null) {
                return null;
            }
            switch (AccountName.parse(typed.strip())) {
                case Validated.Valid<AccountName> good -> {
                    return good.value().value();
                }
                case Validated.Invalid<AccountName> bad ->
                    asker.tell("That name " + bad.reason() + ". Another, please.");
            }
        }
    }

    private @Nullable String line(String question) {
        String typed = asker.ask(question);
        if (typed == null) {
            return null;
        }
        String stripped = typed.strip();
        return stripped.substring(0, Math.min(stripped.length(), MOST_CHARACTERS));
    }

    private @Nullable Password newPassword() {
        while (true) {
            Password once = asker.askHidden("Password: ");
            if (once == null) {
                return null;
            }
            if (once.isEmpty()) {
                asker.tell("A password cannot be empty.");
                continue;
            }
            Password twice = asker.askHidden("Password again: ");
            if (twice == null) {
                return null;
            }
            if (once.sameAs(twice)) {
                return once;
            }
            asker.tell("Passwords do not match.");
        }
    }
}
