package chat.parley.server;

import chat.parley.auth.store.DatabaseUnusableException;
import chat.parley.relay.listener.CannotListenException;
import chat.parley.room.store.StoreUnusableException;
import chat.parley.server.start.StartException;
import chat.parley.server.tls.CertificateException;
import org.jspecify.annotations.Nullable;

/** Puts into one line why the server did not start. */
public final class StartFailure {
    private StartFailure() {}

    /** For whoever started the server, who is not to see a stack trace. */
    public static String lineOf(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "did not start";
            case StartException cause -> cause.line();
            case DatabaseUnusableException cause -> text(cause);
            case StoreUnusableException cause -> text(cause);
            case CertificateException cause -> "listeners: " + text(cause);
            case CannotListenException cause -> text(cause);
            case Throwable other -> "did not start: " + text(other);
        };
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
