package chat.parley.auth.policy;

import chat.parley.protocol.name.Nickname;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether somebody may try to sign in now. Failures count against the address, and against the account name that was tried, whether
 * there is such an account or not. An account's brake does not hold whoever has signed in to it from the same address before, so
 * that nobody can be locked out of an account by another's guessing. Not thread-safe.
 *
 * <p>A client that has SCRAM tries it first, and then PLAIN with the same password, because an account from before SCRAM has nothing
 * else to be checked against yet. Which of the two a name needs is told to nobody, so that the server cannot spare an account's
 * owner the second try. Instead the pair counts once: PLAIN that follows SCRAM within half a minute, for the same name and from
 * the same address, is no further failure; and when it is right, the first one is taken back. This holds for every name alike. Whoever
 * guesses gains at most that two guesses count as one.
 */
public final class AttemptPolicy {
    private static final long WINDOW_MILLIS = 15 * 60_000L;
    private static final int MAX_TRACKED = 10_000;
    private static final long PAIR_MILLIS = 30_000;
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
    /** The last SCRAM that failed, of each address: it may be half of a pair. */
    private final Map<String, HalfPair> halves = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HalfPair> eldest) {
            return size() > MAX_TRACKED;
        }
    };

    private record HalfPair(String name, long atMillis) {}

    /** How a password was shown. */
    public enum Shown {
        /** By what was derived from it. */
        SCRAM,
        /** As it is. */
        PLAIN
    }

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

    /** Counts a failed sign-in, unless it is the second half of a pair. */
    public void failed(String address, String name, Shown shown, long nowMillis) {
        if (!enabled || completesPair(address, name, shown, nowMillis)) {
            return;
        }
        failed(address, name, nowMillis);
        if (shown == Shown.SCRAM) {
            halves.put(address, new HalfPair(fold(name), nowMillis));
        }
    }

    /** Counts a failure that is no part of a pair: of a password that was asked for elsewhere than at a sign-in. */
    public void failed(String address, String name, long nowMillis) {
        if (enabled) {
            addresses.failed(address, nowMillis);
            accounts.failed(fold(name), nowMillis);
        }
    }

    /** Whether this is the second half of a pair; the first one is forgotten, so that there is no third. */
    private boolean completesPair(String address, String name, Shown shown, long nowMillis) {
        HalfPair half = halves.remove(address);
        return half != null
                && shown == Shown.PLAIN
                && half.name().equals(fold(name))
                && nowMillis - half.atMillis() <= PAIR_MILLIS;
    }

    /** A sign-in succeeded: takes back the first half of its pair, if it is the second one. */
    public void succeeded(String address, String name, Shown shown, long nowMillis) {
        if (enabled && completesPair(address, name, shown, nowMillis)) {
            addresses.takeBack(address);
            accounts.takeBack(fold(name));
        }
        succeeded(address, name);
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
        return Nickname.fold(name);
    }
}
