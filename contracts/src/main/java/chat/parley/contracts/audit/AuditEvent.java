package chat.parley.contracts.audit;

import org.jspecify.annotations.Nullable;

/** What the server's log records. Names and texts are as users typed them: the writer escapes them. */
public sealed interface AuditEvent {

    record Connected(String username, String address) implements AuditEvent {}

    record SignedIn(String username, String mechanism, String address) implements AuditEvent {}

    record SignInFailed(@Nullable String username, String address, String why) implements AuditEvent {}

    record UserCreated(String username, String address) implements AuditEvent {}

    /** Said in a room; the text is null where {@code audit.bodies} says that texts are not logged. */
    record RoomMessage(
            String room, String username, @Nullable String text) implements AuditEvent {}

    /** Said to one person; the text is null unless {@code audit.bodies} says that private texts are logged. */
    record PrivateMessage(
            String username, String recipient, @Nullable String text) implements AuditEvent {}

    record Joined(String room, String username) implements AuditEvent {}

    record Parted(String room, String username) implements AuditEvent {}

    record Left(String username, @Nullable String reason) implements AuditEvent {}

    /** Anything an operator or the server itself did, in words. */
    record Act(String who, String what) implements AuditEvent {}
}
