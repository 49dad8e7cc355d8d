package chat.parley.cli.session;

/** How a session came to its end. */
public enum Ending {
    /** The user left. */
    LEFT,
    /** The server wants us gone, or refused to make an account. */
    REFUSED,
    /** No connection could be made. */
    CANNOT_CONNECT,
    /** Name or password are wrong, or the server has no sign-in that this client knows. */
    SIGN_IN_FAILED,
    /** The server does not show the certificate that was trusted before. */
    CERTIFICATE_CHANGED
}
