package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import org.junit.jupiter.api.Test;

/** Who is let in through a closed door. */
class InvitingTest extends DenRig {
    @Test
    void letsWhoAModeratorInvitedInOnceWhateverStandsInTheWay() {
        begin();
        table.accepted(alice.modes(
                "#den",
                ban("*!*@*"),
                Actor.flag(true, 'i'),
                Actor.with('k', "key"),
                Actor.with('l', "1"),
                Actor.flag(true, 'R')));
        assertThat(table.refused(visitor.join("#den"))).isEqualTo(Reason.BANNED);
        table.accepted(alice.invite("#den", visitor));
        assertThat(table.store.invitations(visitor.person()).result()).containsExactly(DEN);

        table.accepted(visitor.join("#den"));
        assertThat(table.store.invitations(visitor.person()).result()).isEmpty();
        assertThat(table.refused(alice.invite("#den", visitor))).isEqualTo(Reason.ALREADY_A_MEMBER);
        table.accepted(alice.kick("#den", visitor));
        assertThat(table.refused(visitor.join("#den"))).isEqualTo(Reason.BANNED);
    }

    @Test
    void letsALaterBanOverruleAnInvitation() {
        begin();
        table.accepted(alice.invite("#den", bob));
        table.now += 1_000;
        table.accepted(alice.modes("#den", ban("a:bob")));
        assertThat(table.refused(bob.join("#den"))).isEqualTo(Reason.BANNED);
    }

    @Test
    void letsMembersInviteButNotPastWhatOperatorsClosed() {
        Actor carol = Actor.account("carol", 3);
        begin(bob);
        table.accepted(alice.modes("#den", Actor.with('l', "2")));
        table.accepted(bob.invite("#den", carol));
        assertThat(table.refused(carol.join("#den"))).isEqualTo(Reason.ROOM_FULL);
        table.accepted(alice.modes("#den", Actor.flag(true, 'i')));
        assertThat(table.refused(bob.invite("#den", carol))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(carol.invite("#den", visitor))).isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void needsNoInvitationForWhoIsExpected() {
        begin();
        table.accepted(alice.modes("#den", Actor.flag(true, 'i'), entry(true, 'I', "a:bob")));
        table.accepted(bob.join("#den"));
        assertThat(table.refused(visitor.join("#den"))).isEqualTo(Reason.INVITE_ONLY);
    }

    @Test
    void forgetsAGuestsInvitationsWithTheGuest() {
        begin();
        table.accepted(alice.invite("#den", visitor));
        table.answer(visitor.depart());
        assertThat(table.store.invitations(visitor.person()).result()).isEmpty();
        assertThat(table.refused(alice.invite("#den", visitor))).isEqualTo(Reason.NO_SUCH_PERSON);
    }

    @Test
    void hearsAKnockAtAClosedDoorOnceAMinute() {
        begin();
        assertThat(table.refused(visitor.knock("#den"))).isEqualTo(Reason.NOT_CLOSED);
        table.accepted(alice.modes("#den", Actor.flag(true, 'i')));
        table.accepted(visitor.knock("#den"));
        assertThat(table.refused(visitor.knock("#den"))).isEqualTo(Reason.KNOCKED_ALREADY);
        table.now += 60_000;
        table.accepted(visitor.knock("#den"));
        assertThat(table.refused(alice.knock("#den"))).isEqualTo(Reason.ALREADY_A_MEMBER);
        table.accepted(alice.modes("#den", ban("bob")));
        assertThat(table.refused(bob.knock("#den"))).isEqualTo(Reason.BANNED);
    }
}
