package chat.parley.auth.password;

import chat.parley.auth.model.Verifier;
import chat.parley.contracts.identity.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers that a password was right, so that those who come back cost no key derivation: 1,000 clients that reconnect together
 * would keep two cores busy for a minute otherwise.
 *
 * <p>Kept is an HMAC-SHA-256 over account, verifier and password under a key that was made for this process and never leaves it; in
 * memory only. The verifier is part of it, so that a changed password is forgotten without being told. Entries expire; at the bound
 * the oldest goes. Not thread-safe.
 */
public final class PasswordCache {
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final long lifeMillis;
    private final int maxEntries;
    private final SecretKeySpec key;
    /** In the order in which they were made, one an account. */
    private final LinkedHashMap<AccountId, Entry> entries = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] hash, long madeAtMillis) {}

    /**
     * Begins empty, with a key of its own.
     *
     * @param lifeMillis how long a password is remembered after it was last derived
     */
    public PasswordCache(long lifeMillis, int maxEntries, SecureRandom random) {
        this.lifeMillis = lifeMillis;
        this.maxEntries = maxEntries;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Remembers a password that was found to be right. */
    public void remember(AccountId account, Verifier verifier, String password, long nowMillis) {
        entries.remove(account);
        entries.put(account, new Entry(hash(account, verifier, password), nowMillis));
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext()) {
            if (!expired(oldestFirst.next(), nowMillis) && entries.size() <= maxEntries) {
                return;
            }
            oldestFirst.remove();
        }
    }

    /** Whether this very password is remembered. False says nothing: it has to be derived. */
    public boolean knows(AccountId account, Verifier verifier, String password, long nowMillis) {
        Entry entry = entries.get(account);
        if (entry == null || expired(entry, nowMillis)) {
            return false;
        }
        return MessageDigest.isEqual(entry.hash(), hash(account, verifier, password));
    }

    public void forget(AccountId account) {
        entries.remove(account);
    }

    public int size() {
        return entries.size();
    }

    private boolean expired(Entry entry, long nowMillis) {
        return nowMillis - entry.madeAtMillis() >= lifeMillis;
    }

    private byte[] hash(AccountId account, Verifier verifier, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, account.value()));
            mac.update(verifier.text().getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
