package chat.parley.contracts.presence;

import chat.parley.contracts.identity.SessionId;

/**
 * One of the sessions of somebody, as told to themselves.
 *
 * @param host where it comes from
 * @param secure it came over TLS
 * @param sinceMillis when presence learned of it, since 1970
 */
public record Device(SessionId session, String host, boolean secure, long sinceMillis) {}
