package chat.parley.cli.command;

import chat.parley.cli.session.Ending;

/** What the process tells its caller. */
final class ExitCode {

    static final int OK = 0;
    /** Refused by the server, or not everything was delivered. */
    static final int REFUSED = 1;
    /** The command line or the settings are wrong. */
    static final int USAGE = 2;

    static final int CANNOT_CONNECT = 3;
    static final int SIGN_IN_FAILED = 4;
    /** The server's certificate has changed or is not trusted. */
    static final int CERTIFICATE = 5;

    private ExitCode() {}

    /** The code for the end of a session. */
    static int of(Ending ending) {
        return switch (ending) {
            case LEFT -> OK;
            case REFUSED -> REFUSED;
            case CANNOT_CONNECT -> CANNOT_CONNECT;
            case SIGN_IN_FAILED -> SIGN_IN_FAILED;
            case CERTIFICATE_CHANGED -> CERTIFICATE;
        };
    }
}
