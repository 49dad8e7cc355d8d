package chat.parley.cli.session;

/** How the user comes in. */
public sealed interface Entrance {

    /** The account's name, which is also the nick that is asked for. */
    String user();

    /** With an account that exists. */
    record SignIn(String user, Password password) implements Entrance {}

    /** With an account that is made on the way in. */
    record SignOn(String user, String firstName, String lastName, Password password) implements Entrance {}
}
