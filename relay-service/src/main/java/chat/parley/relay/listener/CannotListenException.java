package chat.parley.relay.listener;

import java.util.Locale;

/** A port cannot be had; the message is one sentence that names it and the cause, fit for whoever started the server. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotListenException(ListenerConfig listener, Throwable cause) {
        super("listeners: cannot listen on " + address(listener) + ": " + why(cause), cause, false, false);
    }

    private static String address(ListenerConfig listener) {
        String host = listener.host();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + listener.port();
    }

    private static String why(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).strip();
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("address already in use")) {
            return "the port is in use by another program";
        }
        if (lower.contains("permission denied")) {
            return "this user may not open that port";
        }
        if (lower.contains("cannot assign requested address")) {
            return "this machine has no such address";
        }
        return message;
    }
}
