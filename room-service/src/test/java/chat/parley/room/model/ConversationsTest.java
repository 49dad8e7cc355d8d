package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private final Table table = new Table();
    private final Actor alice = Actor.account("alice", 1);

    @Test
    void forgetsOnlyWhatNobodyUses() {
        for (int i = 0; i < 100; i++) {
            table.accepted(Actor.account("account" + i, 100L + i).join("#room" + i));
        }

        table.conversations.shrink(20, id -> id.value() <= 30, _person -> false);

        assertThat(table.conversations.size()).isEqualTo(30);
        assertThat(table.conversations.conversation(new ConversationId(1))).isNotNull();
        assertThat(table.conversations.conversation(new ConversationId(99))).isNull();
        assertThat(table.snapshot("#room98").members()).hasSize(1);
        assertThat(table.accepted(Actor.account("account98", 198).join("#room98"))
                        .repeated())
                .isTrue();
    }

    @Test
    void countsRoomsOfSomebodyWhoWasForgotten() {
        for (int i = 0; i < 5; i++) {
            table.accepted(alice.join("#room" + i));
        }
        table.conversations.shrink(1, _id -> false, _person -> false);

        assertThat(table.refused(alice.join("#more"))).isEqualTo(Reason.TOO_MANY_ROOMS);
    }
}
