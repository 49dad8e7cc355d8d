package chat.parley.cli.command;

import chat.parley.cli.config.Settings;
import chat.parley.cli.config.SettingsException;
import chat.parley.cli.session.Entrance;
import chat.parley.cli.session.Password;
import java.io.Console;

/** Signs in without a menu, for the commands that scripts use. */
final class SignIns {

    private SignIns() {}

    /**
     * The account and password to sign in with; the password is asked for where there is a terminal and no other source.
     *
     * @throws SettingsException if one of them is missing
     */
    static Entrance of(Settings settings, PasswordSource passwords) {
        String user = settings.user();
        if (user == null) {
            throw new SettingsException("say which account: --user NAME, or user in the settings");
        }
        Password password = passwords.find();
        if (password == null) {
            Console console = Terminals.console();
            char[] typed = console == null ? null : console.readPassword("Password: ");
            if (typed == null) {
                throw new SettingsException("a password is needed: --password-file FILE, or PARLEY_PASSWORD");
            }
            password = new Password(typed);
        }
        return new Entrance.SignIn(user, password);
    }
}
