package chat.parley.room.policy;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ListEntry;
import chat.parley.protocol.name.BanMask;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a room's moderators laid down beside its modes: bans, exceptions from them, who needs no invitation, who is invited, and
 * which accounts get their ranks back. Belongs to the room, and like it to the room verticle's context.
 *
 * <p>A ban that has met somebody stays with them whatever they call themselves later, for as long as both last. That is remembered
 * here alone: it matters for guests, who are somebody else after a restart anyway.
 */
public final class Moderation {
    /** Persons that a ban stays with; further ones are met by their source alone. */
    private static final int MOST_MET = 256;

    /** Who was put out lately, so that a ban that is set after the kick meets them too. */
    private static final int MOST_PUT_OUT = 64;

    /** How long somebody who knocked has to wait before knocking again. */
    private static final long KNOCK_MILLIS = 60_000;

    private static final int MOST_KNOCKS = 256;

    private final Map<String, Entry> bans = new LinkedHashMap<>();
    private final Map<String, Entry> exceptions = new LinkedHashMap<>();
    private final Map<String, Entry> expected = new LinkedHashMap<>();
    private final Map<AccountId, Integer> kept = new HashMap<>();
    private final Map<PersonId, Invitation> invitations = new LinkedHashMap<>();
    private final Map<PersonId, Author> putOut = bounded(MOST_PUT_OUT);
    private final Map<PersonId, Long> knocks = bounded(MOST_KNOCKS);

    private record Entry(BanMask mask, ListEntry line, Set<PersonId> met) {
        boolean means(Author who) {
            return met.contains(who.person()) || mask.matches(who.source(), who.account());
        }
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    // lists

    private Map<String, Entry> entries(char letter) {
        return switch (letter) {
            case 'b' -> bans;
            case 'e' -> exceptions;
            case 'I' -> expected;
            default -> throw new IllegalArgumentException("no list: " + letter);
        };
    }

    /** The lines of a list in the order in which they were set. */
    public List<ListEntry> list(char letter) {
        return entries(letter).values().stream().map(Entry::line).toList();
    }

    public boolean has(char letter, BanMask mask) {
        return entries(letter).containsKey(mask.folded());
    }

    public void put(char letter, BanMask mask, ListEntry line) {
        Entry entry = new Entry(mask, line, new HashSet<>());
        entries(letter).put(mask.folded(), entry);
        if (letter == 'b') {
            putOut.values().forEach(who -> meet(entry, who));
        }
    }

    public void remove(char letter, BanMask mask) {
        entries(letter).remove(mask.folded());
    }

    // bans

    /** Somebody is seen here under this source: the bans that mean them stay with them. */
    public void met(Author who) {
        bans.values().forEach(entry -> meet(entry, who));
    }

    private static void meet(Entry entry, Author who) {
        if (entry.met().size() < MOST_MET && entry.mask().matches(who.source(), who.account())) {
            entry.met().add(who.person());
        }
    }

    public void putOut(Author who) {
        met(who);
        putOut.put(who.person(), who);
    }

    /** When the latest ban was set that keeps somebody out and has no exception, or -1. */
    public long bannedAtMillis(Author who) {
        return latest(who, false);
    }

    /** Whether somebody may not speak, for they are banned or muted. */
    public boolean isSilenced(Author who) {
        return latest(who, true) >= 0;
    }

    private long latest(Author who, boolean mutesToo) {
        long latest = -1;
        if (bans.isEmpty()) {
            return latest;
        }
        for (Entry entry : bans.values()) {
            boolean mute = entry.mask().mute();
            if ((mutesToo || !mute) && entry.means(who) && !isExcepted(who, mute)) {
                latest = Math.max(latest, entry.line().setAtMillis());
            }
        }
        return latest;
    }

    private boolean isExcepted(Author who, boolean fromMute) {
        for (Entry entry : exceptions.values()) {
            if ((fromMute || !entry.mask().mute()) && entry.means(who)) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody needs no invitation. */
    public boolean isExpected(Author who) {
        return expected.values().stream().anyMatch(entry -> entry.means(who));
    }

    // invitations

    public @Nullable Invitation invitation(PersonId person) {
        return invitations.get(person);
    }

    /**
     * Somebody is invited from now on.
     *
     * @return who is no longer, because the room has too many invitations; or null
     */
    public @Nullable PersonId invite(PersonId person, Invitation invitation) {
        invitations.remove(person);
        invitations.put(person, invitation);
        if (invitations.size() <= Invitation.MOST_A_ROOM) {
            return null;
        }
        PersonId oldest = invitations.keySet().iterator().next();
        invitations.remove(oldest);
        return oldest;
    }

    public void uninvite(PersonId person) {
        invitations.remove(person);
    }

    // knocks

    /** Whether somebody knocked lately; from now on they have. */
    public boolean knockedBefore(PersonId person, long nowMillis) {
        Long before = knocks.get(person);
        if (before != null && nowMillis - before < KNOCK_MILLIS) {
            return true;
        }
        knocks.put(person, nowMillis);
        return false;
    }

    // ranks that are kept

    /** What the room keeps for an account: bits of {@link Ranks}, the founder's among them. */
    public int kept(AccountId account) {
        return kept.getOrDefault(account, Ranks.NONE);
    }

    /** What the room keeps for whom. */
    public Map<AccountId, Integer> kept() {
        return Collections.unmodifiableMap(kept);
    }

    public void keep(AccountId account, int ranks) {
        if (ranks == Ranks.NONE) {
            kept.remove(account);
        } else {
            kept.put(account, ranks);
        }
    }

    /**
     * An account is no more: whoever has its name next has none of its ranks, and no entry that lets it in. What keeps it out stays.
     *
     * @param name null where it has none
     */
    public void forget(PersonId.OfAccount account, @Nullable String name) {
        kept.remove(account.account());
        invitations.remove(account);
        if (name != null) {
            for (String entry : BanMask.foldedOf(name)) {
                exceptions.remove(entry);
                expected.remove(entry);
            }
        }
    }

    /** Whether there is somebody, here or not, who is an operator by right: then nobody becomes one by being alone. */
    public boolean hasOwner() {
        return kept.values().stream().anyMatch(ranks -> (ranks & (Ranks.OPERATOR | Ranks.FOUNDER)) != 0);
    }
}
