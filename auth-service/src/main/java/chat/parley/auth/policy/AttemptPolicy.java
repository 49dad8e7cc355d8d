package chat.parley.auth.policy;

import chat.parley.protocol.name.CaseMapping;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether somebody may try to sign in now. Failures count against the address, and against the account name that was tried, whether
 * there is such an account or not. An account's brake does not hold whoever has signed in to it from the same address before, so
 * that nobody can be locked out of an account by another's guessing. Not thread-safe.
 */
public final class AttemptPolicy {
    private static final long WINDOW_MILLIS = 15 * 60_000L;
    private static final int MAX_TRACKED = 10_000;
    private static final long FIRST_WAIT_MILLIS = 5_000;
    private static final long MAX_WAIT_ADDRESS_MILLIS = 5 * 60_000L;
    private static final long MAX_WAIT_ACCOUNT_MILLIS = 60_000;

    private final FailureBrake addresses;
    private final FailureBrake accounts;
    private final Map<String, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_TRACKED;
        }
    };
    private final boolean enabled;

    /**
     * Begins with nobody held.
     *
     * @param enabled false: nobody ever waits
     * @param perAddress failures within the window that cost nothing
     * @param perAccount the same for one account, from all addresses together
     */
    public AttemptPolicy(boolean enabled, int perAddress, int perAccount) {
        this.enabled = enabled;
        this.addresses =
                new FailureBrake(perAddress, WINDOW_MILLIS, FIRST_WAIT_MILLIS, MAX_WAIT_ADDRESS_MILLIS, MAX_TRACKED);
        this.accounts =
                new FailureBrake(perAccount, WINDOW_MILLIS, FIRST_WAIT_MILLIS, MAX_WAIT_ACCOUNT_MILLIS, MAX_TRACKED);
    }

    /** How long an address has to wait before its next attempt, in milliseconds; 0 when it need not. */
    public long waitMillis(String address, long nowMillis) {
        return enabled ? addresses.waitMillis(address, nowMillis) : 0;
    }

    /** The same for an attempt at one account from there. */
    public long waitMillis(String address, String name, long nowMillis) {
        if (!enabled) {
            return 0;
        }
        long forAccount = known.containsKey(pair(address, name)) ? 0 : accounts.waitMillis(fold(name), nowMillis);
        return Math.max(addresses.waitMillis(address, nowMillis), forAccount);
    }

    public void failed(String address, String name, long nowMillis) {
        if (enabled) {
            addresses.failed(address, nowMillis);
            accounts.failed(fold(name), nowMillis);
        }
    }

    /**
     * The address's failures are not forgotten: somebody who has one account of their own could go on guessing at others between
     * two sign-ins.
     */
    public void succeeded(String address, String name) {
        if (enabled) {
            known.remove(pair(address, name));
            known.put(pair(address, name), true);
        }
    }

    private static String pair(String address, String name) {
        return address + ' ' + fold(name);
    }

    private static String fold(String name) {
        return CaseMapping.fold(name);
    }
}
