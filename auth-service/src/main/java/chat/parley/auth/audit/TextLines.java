package chat.parley.auth.audit;

import static chat.parley.auth.audit.Escapes.escape;

import chat.parley.contracts.audit.AuditEvent;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code yyyy/MM/dd HH:mm:ss.SSSSSS text}, in the words of the system that Parley descends from. */
final class TextLines implements AuditLines {
    private static final String TIME_PATTERN = "uuuu/MM/dd HH:mm:ss.SSSSSS";
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(TIME_PATTERN, Locale.ROOT);
    static final int TIME_CHARACTERS = TIME_PATTERN.length();
    static final String STARTED = "**** Chatroom server started on ";

    private final @Nullable String lobby;

    TextLines(@Nullable String lobby) {
        this.lobby = lobby;
    }

    @Override
    public String started(ZonedDateTime time) {
        return STARTED + TIME.format(time);
    }

    @Override
    public String event(ZonedDateTime time, AuditEvent event) {
        return TIME.format(time) + ' ' + escape(text(event));
    }

    @Override
    public String lost(ZonedDateTime time, long count) {
        return TIME.format(time) + " **** " + count + (count == 1 ? " event lost" : " events lost");
    }

    private String text(AuditEvent event) {
        return switch (event) {
            case AuditEvent.Connected connected -> "New connection. Username: " + connected.username();
            case AuditEvent.SignedIn in ->
                in.username() + " signed in with " + in.mechanism() + " from " + in.address();
            case AuditEvent.SignInFailed failed ->
                "Sign-in failed. Username: " + (failed.username() == null ? "(none)" : failed.username()) + " from "
                        + failed.address() + ": " + failed.why();
            case AuditEvent.UserCreated created -> "Created new user " + created.username();
            case AuditEvent.RoomMessage message -> text(message);
            case AuditEvent.PrivateMessage message -> text(message);
            case AuditEvent.Joined joined -> joined.username() + " has joined " + joined.room();
            case AuditEvent.Parted parted -> parted.username() + " has left " + parted.room();
            case AuditEvent.Left left -> left.username() + " has left the chatroom.";
            case AuditEvent.Act act -> "**** " + act.who() + ": " + act.what();
        };
    }

    /** No nick begins with a number sign: a line that does is about a room other than the lobby. */
    private String text(AuditEvent.RoomMessage message) {
        if (message.text() == null) {
            return message.username() + " wrote to " + message.room();
        }
        String said = message.username() + ": " + message.text();
        return message.room().equalsIgnoreCase(lobby) ? said : message.room() + ' ' + said;
    }

    private static String text(AuditEvent.PrivateMessage message) {
        return message.text() == null
                ? message.username() + " wrote to " + message.recipient()
                : message.username() + ": @" + message.recipient() + ' ' + message.text();
    }
}
