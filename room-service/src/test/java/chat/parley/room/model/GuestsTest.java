package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the conversations of guests, who end or turn out to be somebody. */
class GuestsTest extends DenRig {
    @Test
    void endsARoomOfGuestsWithItsLastMember() {
        Actor other = Actor.guest("other", 8);
        table.accepted(visitor.join("#den"));
        table.accepted(other.join("#den"));
        ConversationId id = table.snapshot("#den").room().id();

        table.answer(visitor.depart());
        assertThat(table.snapshot("#den").members()).hasSize(1);
        table.accepted(other.part("#den"));

        assertThat(table.refused(Actor.describe("#den"))).isEqualTo(Reason.NO_SUCH_ROOM);
        table.accepted(alice.join("#den"));
        assertThat(table.snapshot("#den").room().id()).isNotEqualTo(id);
        assertThat(table.snapshot("#den").sequence()).isEqualTo(1);
    }

    @Test
    void endsAGuestsPrivateConversations() {
        Accepted said = table.accepted(visitor.tell(alice, "hello"));
        table.answer(visitor.depart());

        assertThat(table.last.ended())
                .extracting(Conversation::id)
                .containsExactly(said.conversation().id());
        assertThat(table.refused(alice.tell(visitor, "hello?"))).isEqualTo(Reason.NO_SUCH_PERSON);
        assertThat(table.store.missed(List.of(new AccountId(1))).result().getFirst())
                .isEmpty();
    }

    @Test
    void refusesWhatADepartedGuestStillWants() {
        table.answer(visitor.depart());

        assertThat(table.refused(visitor.join("#den"))).isEqualTo(Reason.NO_SUCH_PERSON);
        assertThat(table.answer(visitor.depart())).isEqualTo(true);
    }

    @Test
    void handsAGuestsConversationsToTheirAccount() {
        table.accepted(visitor.join("#den"));
        table.accepted(visitor.tell(bob, "hi"));
        table.accepted(alice.join("#pub"));
        table.accepted(visitor.join("#pub"));

        assertThat(table.answer(visitor.adopt(alice))).isEqualTo(true);

        assertThat(table.snapshot("#den").members()).containsExactly(new Member(alice.person(), "o"));
        assertThat(table.snapshot("#pub").members()).containsExactly(new Member(alice.person(), "o"));
        assertThat(table.accepted(alice.tell(bob, "again")).sequence()).isEqualTo(2);
        table.forget();
        assertThat(table.accepted(bob.tell(alice, "hello")).sequence()).isEqualTo(3);
        assertThat(table.snapshot("#den").members()).containsExactly(new Member(alice.person(), "o"));
    }

    @Test
    void keepsTheAccountsOwnPrivateConversationWhenAGuestBecomesIt() {
        table.accepted(alice.tell(bob, "one"));
        table.accepted(visitor.tell(bob, "who am I"));

        table.answer(visitor.adopt(alice));

        assertThat(table.accepted(alice.tell(bob, "two")).sequence()).isEqualTo(2);
        assertThat(table.last.ended()).isEmpty();
    }
}
