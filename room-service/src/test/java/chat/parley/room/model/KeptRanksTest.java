package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which ranks a room keeps for accounts. */
class KeptRanksTest extends DenRig {
    @Test
    void makesAFounderWhoComesBackOperatorAgain() {
        begin(bob);
        table.accepted(alice.modes("#den", alice.rank(false, 'o')));
        table.accepted(alice.part("#den"));
        table.forget();

        table.accepted(alice.join("#den"));

        assertThat(table.last.events().getLast().change())
                .isEqualTo(new Change.Modes(List.of(new ModeChange(true, 'o', "alice", alice.person()))));
        assertThat(members()).contains(new Member(alice.person(), "o"), new Member(bob.person(), ""));
    }

    @Test
    void givesAnOwnedRoomToNobodyWhoFindsItEmpty() {
        begin();
        table.accepted(alice.part("#den"));

        table.accepted(bob.join("#den"));
        assertThat(members()).containsExactly(new Member(bob.person(), ""));
    }

    @Test
    void belongsToNobodyOnceItsFoundersAccountIsDeleted() {
        begin();
        table.answer(new RoomRequest.Forget((PersonId.OfAccount) alice.person(), alice.author()));

        table.accepted(bob.join("#den"));

        assertThat(members()).containsExactly(new Member(bob.person(), "o"));
    }

    @Test
    void takesKeptRanksAwayWithTheRankOrByAKickButNeverAFounders() {
        begin(bob);
        table.accepted(alice.modes("#den", bob.rank(true, 'o')));
        table.accepted(alice.kick("#den", bob));
        table.accepted(bob.join("#den"));
        assertThat(members()).contains(new Member(bob.person(), ""));
        table.accepted(alice.modes("#den", bob.rank(true, 'o')));
        table.accepted(bob.kick("#den", alice));
        table.accepted(alice.join("#den"));
        assertThat(members()).contains(new Member(alice.person(), "o"));
    }
}
