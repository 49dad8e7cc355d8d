package chat.parley.room.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.name.Nickname;
import org.junit.jupiter.api.Test;

/** Who signs in, or signs in to another account, while being here. */
class IdentifyTest extends PresenceRig {
    @Test
    void adoptsAGuestUnderTheAccountsNick() {
        claim(1, "alice", null);
        presence.takeEvents(1_000);

        Claimed adopted = (Claimed) done(new PresenceRequest.Identify(session(1), ALICE, true));

        assertThat(adopted.person().id()).isEqualTo(new PersonId.OfAccount(ALICE.id()));
        assertThat(presence.takeEvents(1_000))
                .containsExactly(new PresenceEvent.Adopted(new PersonId.OfGuest(session(1)), adopted.person()));
        assertThat(claim(2, "alice", ALICE).person().sessions()).hasSize(2);
    }

    @Test
    void movesAGuestUnderAnotherNickToTheAccountsPersonWhereThatIsForced() {
        claim(1, "visitor", null);
        presence.takeEvents(1_000);

        Claimed moved = (Claimed) done(new PresenceRequest.Identify(session(1), ALICE, true));

        assertThat(moved.person().nick()).isEqualTo(new Nickname("alice"));
        assertThat(moved.first()).isTrue();
        assertThat(presence.takeEvents(1_000))
                .hasExactlyElementsOfTypes(PresenceEvent.Offline.class, PresenceEvent.Online.class);
    }

    @Test
    void leavesAGuestAPersonOfItsOwnWhereNothingIsForced() {
        claim(1, "alice", ALICE);
        claim(2, "visitor", null);

        Claimed same = (Claimed) done(new PresenceRequest.Identify(session(2), ALICE, false));

        assertThat(same.person().id()).isEqualTo(new PersonId.OfGuest(session(2)));
        assertThat(same.person().account()).isEqualTo("alice");
    }

    @Test
    void movesADeviceFromOneAccountToAnother() {
        claim(1, "alice", ALICE);
        presence.takeEvents(1_000);

        Claimed moved = (Claimed) done(new PresenceRequest.Identify(session(1), BOB, false));

        assertThat(moved.person().id()).isEqualTo(new PersonId.OfAccount(BOB.id()));
        assertThat(moved.person().nick()).isEqualTo(new Nickname("bob"));
        assertThat(presence.takeEvents(1_000))
                .hasExactlyElementsOfTypes(PresenceEvent.Offline.class, PresenceEvent.Online.class);
    }

    @Test
    void keepsTheNickOnChangingTheAccountWhereNobodyElseHasARightToIt() {
        claim(1, "visitor", ALICE);
        assertThat(identifyAsBob(1).person().nick()).isEqualTo(new Nickname("visitor"));
    }

    @Test
    void leavesTheNickToTheOtherDevicesOnChangingTheAccount() {
        claim(1, "visitor", ALICE);
        claim(2, "visitor", ALICE);

        assertThat(identifyAsBob(2).person().nick()).isEqualTo(new Nickname("bob"));
        assertThat(presence.persons()).hasSize(2);
    }

    @Test
    void staysWithItsAccountWhenTheOtherOnesNickIsTaken() {
        claim(1, "alice", ALICE);
        claim(2, "bob", null);

        assertThat(refused(new PresenceRequest.Identify(session(1), BOB, true))).isEqualTo(Reason.NICK_IN_USE);
        assertThat(((Claimed) done(new PresenceRequest.Identify(session(1), ALICE, true)))
                        .person()
                        .sessions())
                .containsExactly(session(1));
    }

    private Claimed identifyAsBob(int session) {
        return (Claimed) done(new PresenceRequest.Identify(session(session), BOB, false));
    }

    @Test
    void refusesToMoveAGuestWhenSomebodyElseHasTheNick() {
        claim(1, "alice", null);
        claim(2, "visitor", null);

        assertThat(refused(new PresenceRequest.Identify(session(2), ALICE, true)))
                .isEqualTo(Reason.NICK_IN_USE);
        assertThat(presence.persons()).hasSize(2);
    }
}
