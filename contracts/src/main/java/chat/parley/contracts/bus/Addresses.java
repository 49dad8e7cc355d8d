package chat.parley.contracts.bus;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditRequest;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;

/** Where each service listens, and how long it may take to answer. */
final class Addresses {
    static final String ACCOUNTS = "parley.accounts";
    static final String ROOMS = "parley.rooms";
    static final String PRESENCE = "parley.presence";
    static final String AUDIT = "parley.audit";
    static final String LOG = "parley.log";
    static final String RELOAD = "parley.reload";
    static final String STATUS = "parley.status";

    /** What a client waits for is answered, or given up, within this time (promise P1). */
    static final long ANSWER_TIMEOUT_MILLIS = 2_000;

    /** Key derivations queue up when many sign in at once; their queue has its own bound. */
    static final long ACCOUNT_TIMEOUT_MILLIS = 30_000;

    /** As long as it takes to copy a large database. */
    static final long BACKUP_TIMEOUT_MILLIS = 600_000;

    /** As long as it takes to read a gigabyte. */
    static final long SEARCH_TIMEOUT_MILLIS = 60_000;

    private Addresses() {}

    static String of(ServiceRequest<?> request) {
        if (request instanceof AccountRequest<?>) {
            return ACCOUNTS;
        }
        if (request instanceof RoomRequest<?>) {
            return ROOMS;
        }
        if (request instanceof AuditRequest<?>) {
            return LOG;
        }
        if (request instanceof PresenceRequest<?>) {
            return PRESENCE;
        }
        throw new IllegalArgumentException("no service answers a " + request.getClass());
    }

    static long timeoutMillis(ServiceRequest<?> request) {
        if (request instanceof AccountRequest.BackUp || request instanceof RoomRequest.BackUp) {
            return BACKUP_TIMEOUT_MILLIS;
        }
        if (request instanceof AuditRequest<?>) {
            return SEARCH_TIMEOUT_MILLIS;
        }
        boolean derivesKeys = request instanceof AccountRequest.ContinueSasl
                || request instanceof AccountRequest.Register
                || request instanceof AccountRequest.CreateAccount
                || request instanceof AccountRequest.SetPassword;
        return derivesKeys ? ACCOUNT_TIMEOUT_MILLIS : ANSWER_TIMEOUT_MILLIS;
    }

    static String of(RelayId relay) {
        return "parley.relay." + relay.value();
    }
}
