package chat.parley.relay.delivery;

import chat.parley.contracts.Services;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the accounts with a device on this loop were handed their conversations. Told to the room service now and then and when a
 * device leaves, so that at the next sign-in it is known what was missed. A report that is lost does little harm: something is told
 * again. Used on the loop's thread only.
 */
final class GivenPositions {
    /** How often what has changed is reported. */
    static final long REPORT_MILLIS = 60_000;

    private static final int MOST_POSITIONS = 10_000;

    private final Services services;
    private final Map<AccountId, Map<ConversationId, Long>> unreported = new HashMap<>();

    GivenPositions(Services services) {
        this.services = services;
    }

    /** A person was handed a private conversation up to a position; 0 for what has none. */
    void handed(PersonId person, ConversationId conversation, long sequence) {
        if (sequence > 0 && person instanceof PersonId.OfAccount of) {
            Map<ConversationId, Long> positions = unreported.computeIfAbsent(of.account(), _new -> new HashMap<>(4));
            if (positions.size() < MOST_POSITIONS) {
                positions.merge(conversation, sequence, Math::max);
            }
        }
    }

    /** A device was told what its person had missed of a conversation. */
    void told(LocalSession local, ConversationId conversation, long sequence) {
        local.toldOf(conversation);
        if (local.person != null) {
            handed(local.person, conversation, sequence);
        }
    }

    /** A device leaves: what it was handed, rooms too. What it is still owed was not handed to it. */
    void leaving(LocalSession local) {
        PersonId person = local.person;
        if (person instanceof PersonId.OfAccount of) {
            for (RoomStream stream : local.rooms()) {
                if (!local.isOwed(stream.room().id())) {
                    handed(person, stream.room().id(), stream.view.sequence());
                }
            }
            Map<ConversationId, Long> positions = unreported.remove(of.account());
            if (positions != null) {
                report(of.account(), positions);
            }
        }
    }

    /** Reports what has changed. */
    void reportAll() {
        Map<AccountId, Map<ConversationId, Long>> all = Map.copyOf(unreported);
        unreported.clear();
        all.forEach(this::report);
    }

    private void report(AccountId account, Map<ConversationId, Long> positions) {
        services.ask(new RoomRequest.Given(account, positions));
    }
}
