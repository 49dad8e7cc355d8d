package chat.parley.server;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** Puts into one line why the server did not start. */
public final class StartFailure {
    private StartFailure() {}

    /** For whoever started the server, who is not to see a stack trace. */
    public static String lineOf(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "did not start";
            case StartException cause -> cause.line();
            case BindException bind -> "a port is in use: " + bind.getMessage();
            case Throwable other
            when other.getMessage() == null ->
                "did not start: " + other.getClass().getSimpleName();
            case Throwable other ->
                "did not start: " + String.valueOf(other.getMessage()).replaceAll("\\s+", " ");
        };
    }
}
