package chat.parley.contracts;

/**
 * Something that one service asks of another: an {@link chat.parley.contracts.account.AccountRequest}, a {@link
 * chat.parley.contracts.room.RoomRequest}, a {@link chat.parley.contracts.presence.PresenceRequest} or an {@link
 * chat.parley.contracts.audit.AuditRequest}. Each request's own documentation says what its success guarantees, whether sending
 * it twice does harm, and how it fails.
 *
 * @param <R> the answer
 */
public interface ServiceRequest<R> {}
