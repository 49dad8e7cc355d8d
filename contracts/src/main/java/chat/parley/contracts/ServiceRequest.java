package chat.parley.contracts;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;

/**
 * Something that one service asks of another. Each request's own documentation says what its success guarantees, whether sending
 * it twice does harm, and how it fails.
 *
 * @param <R> the answer
 */
public sealed interface ServiceRequest<R> permits AccountRequest, RoomRequest, PresenceRequest {}
