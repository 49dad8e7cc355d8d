package chat.parley.room.store;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ListEntry;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.BanMask;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.policy.Invitation;
import chat.parley.room.policy.Moderation;
import chat.parley.room.policy.Ranks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What moderators laid down for rooms, in memory. */
final class MemoryModeration {
    private final Map<ChangeSet.ListKey, ListEntry> lists = new LinkedHashMap<>();
    private final Map<ChangeSet.KeptKey, Integer> kept = new HashMap<>();
    private final Map<ChangeSet.Membership, Invitation> invitations = new LinkedHashMap<>();

    /** @param exists whether there is such a conversation still */
    void write(ChangeSet changes, Predicate<ConversationId> exists) {
        changes.ended().forEach(room -> end(room.id()));
        changes.lists().forEach((key, line) -> put(lists, key, exists.test(key.conversation()), line.orElse(null)));
        changes.kept()
                .forEach((key, ranks) ->
                        put(kept, key, exists.test(key.conversation()), ranks == Ranks.NONE ? null : ranks));
        changes.invitations()
                .forEach((key, one) -> put(invitations, key, exists.test(key.conversation()), one.orElse(null)));
        changes.left().forEach(this::forget);
        changes.forgottenNames().stream()
                .flatMap(name -> BanMask.foldedOf(name).stream())
                .forEach(entry -> lists.keySet()
                        .removeIf(key -> key.letter() != 'b' && key.mask().equals(entry)));
        changes.forgotten().forEach(account -> {
            kept.keySet().removeIf(key -> key.account().equals(account.account()));
            forget(account);
        });
    }

    private void end(ConversationId room) {
        lists.keySet().removeIf(key -> key.conversation().equals(room));
        kept.keySet().removeIf(key -> key.conversation().equals(room));
        invitations.keySet().removeIf(key -> key.conversation().equals(room));
    }

    private void forget(PersonId person) {
        invitations.keySet().removeIf(key -> key.person().equals(person));
    }

    private static <K, V> void put(Map<K, V> table, K key, boolean exists, @Nullable V value) {
        table.remove(key);
        if (value != null && exists) {
            table.put(key, value);
        }
    }

    Moderation of(ConversationId room) {
        Moderation moderation = new Moderation();
        lists.forEach((key, line) -> {
            if (key.conversation().equals(room)) {
                moderation.put(key.letter(), mask(line.mask()), line);
            }
        });
        kept.forEach((key, ranks) -> {
            if (key.conversation().equals(room)) {
                moderation.keep(key.account(), ranks);
            }
        });
        invitations.forEach((key, invitation) -> {
            if (key.conversation().equals(room)) {
                moderation.invite(key.person(), invitation);
            }
        });
        return moderation;
    }

    private static BanMask mask(String text) {
        return ((Validated.Valid<BanMask>) BanMask.parse(text)).value();
    }

    /** The rooms that somebody founded. */
    Set<ConversationId> foundedBy(PersonId person) {
        Set<ConversationId> founded = new HashSet<>();
        kept.forEach((key, ranks) -> {
            if ((ranks & Ranks.FOUNDER) != 0 && new PersonId.OfAccount(key.account()).equals(person)) {
                founded.add(key.conversation());
            }
        });
        return founded;
    }

    /** The rooms that somebody is invited to. */
    List<ConversationId> invitations(PersonId person) {
        return invitations.keySet().stream()
                .filter(key -> key.person().equals(person))
                .map(ChangeSet.Membership::conversation)
                .toList();
    }
}
