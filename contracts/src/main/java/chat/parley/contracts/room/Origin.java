package chat.parley.contracts.room;

import chat.parley.contracts.identity.SessionId;

/**
 * The very request that an event came from, so that the relay can tell its sender's echo from everyone else's copy and put the
 * sender's label on it. Passed on with the live event, never stored.
 *
 * @param request the session's own running number of the request
 */
public record Origin(SessionId session, long request) {}
