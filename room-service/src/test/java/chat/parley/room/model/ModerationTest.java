package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is put out, kept out or silenced, and which lists and flags say so. */
class ModerationTest extends DenRig {
    @Test
    void putsOutAMemberByAnOperatorAlone() {
        begin(bob, visitor);

        assertThat(table.refused(bob.kick("#den", visitor))).isEqualTo(Reason.NOT_AN_OPERATOR);
        table.accepted(alice.kick("#den", visitor));

        assertThat(table.last.events().getFirst().change())
                .isEqualTo(new Change.Kick(visitor.person(), new Nickname("visitor"), "enough"));
        assertThat(members()).extracting(Member::person).doesNotContain(visitor.person());
        assertThat(table.refused(visitor.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        assertThat(table.refused(alice.kick("#den", visitor))).isEqualTo(Reason.TARGET_NOT_A_MEMBER);
        assertThat(table.refused(visitor.kick("#den", alice))).isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void letsHalfOperatorsPutOutThoseOfLowerRankAlone() {
        begin(bob, visitor);
        table.accepted(alice.modes("#den", bob.rank(true, 'h'), visitor.rank(true, 'h')));

        assertThat(table.refused(bob.kick("#den", alice))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(bob.kick("#den", visitor))).isEqualTo(Reason.NOT_AN_OPERATOR);
        table.accepted(alice.modes("#den", visitor.rank(false, 'h'), visitor.rank(true, 'v')));
        table.accepted(bob.kick("#den", visitor));
    }

    @Test
    void letsHalfOperatorsChangeAllButOperators() {
        begin(bob, visitor);
        table.accepted(alice.modes("#den", bob.rank(true, 'h')));

        table.accepted(bob.modes("#den", Actor.flag(true, 'm'), visitor.rank(true, 'v'), ban("x")));
        assertThat(table.refused(bob.modes("#den", visitor.rank(true, 'h')))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(bob.modes("#den", alice.rank(false, 'o')))).isEqualTo(Reason.NOT_AN_OPERATOR);
        table.accepted(bob.modes("#den", bob.rank(false, 'h')));
        assertThat(table.refused(bob.modes("#den", Actor.flag(false, 'm')))).isEqualTo(Reason.NOT_AN_OPERATOR);
    }

    @Test
    void keepsOutWhoIsBannedAndLetsInWhoIsExcepted() {
        begin();
        table.accepted(alice.modes("#den", ban("*!*@*")));
        assertThat(table.refused(bob.join("#den"))).isEqualTo(Reason.BANNED);

        table.accepted(alice.modes("#den", entry(true, 'e', "a:bob")));
        table.accepted(bob.join("#den"));
        assertThat(table.refused(visitor.join("#den"))).isEqualTo(Reason.BANNED);
        table.accepted(alice.modes("#den", entry(false, 'b', "*!*@*")));
        table.accepted(visitor.join("#den"));
    }

    @Test
    void silencesMembersWhoAreBannedOrMutedUnlessTheyHaveVoice() {
        begin(bob, visitor);
        table.accepted(alice.modes("#den", ban("bob"), ban("m:visitor")));

        assertThat(table.refused(bob.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        assertThat(table.refused(visitor.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        table.accepted(alice.modes("#den", bob.rank(true, 'v'), entry(true, 'e', "m:*!user@*")));
        table.accepted(bob.say("#den", "hi"));
        table.accepted(visitor.say("#den", "hi"));
    }

    @Test
    void letsWhoIsMutedComeIn() {
        begin();
        table.accepted(alice.modes("#den", ban("m:*")));
        table.accepted(bob.join("#den"));
    }

    @Test
    void doesNotLetABanBeDodgedByAnotherNick() {
        Actor renamed = Actor.guest("innocent", 7);
        begin(visitor);
        table.answer(new RoomRequest.MayChangeNick(visitor.author()));
        table.accepted(alice.modes("#den", ban("visitor")));

        assertThat(table.refused(new RoomRequest.MayChangeNick(visitor.author())))
                .isEqualTo(Reason.BANNED_NICK);
        table.accepted(visitor.part("#den"));
        table.answer(new RoomRequest.MayChangeNick(visitor.author()));
        assertThat(table.refused(renamed.join("#den"))).isEqualTo(Reason.BANNED);
    }

    @Test
    void bansWhoWasPutOutBeforeTheBanUnderTheirNewNickToo() {
        Actor renamed = Actor.guest("innocent", 7);
        begin(visitor);
        table.accepted(alice.kick("#den", visitor));
        table.accepted(alice.modes("#den", ban("visitor")));

        assertThat(table.refused(renamed.join("#den"))).isEqualTo(Reason.BANNED);
        table.accepted(alice.modes("#den", entry(false, 'b', "visitor")));
        table.accepted(renamed.join("#den"));
    }

    @Test
    void takesListsByTheirWholeMasksWhateverTheCapitals() {
        begin();
        table.accepted(alice.modes("#den", ban("BOB")));

        assertThat(table.accepted(alice.modes("#den", ban("bob!*@*"))).repeated())
                .isTrue();
        assertThat(list('b')).extracting(ListEntry::mask).containsExactly("BOB!*@*");
        table.accepted(alice.modes("#den", entry(false, 'b', "bob")));
        assertThat(list('b')).isEmpty();
        assertThat(table.accepted(alice.modes("#den", entry(false, 'b', "bob"))).repeated())
                .isTrue();
        assertThat(table.refused(alice.modes("#den", ban("x:y")))).isEqualTo(Reason.BAD_MODE_PARAMETER);
    }

    @Test
    void boundsLists() {
        begin();
        for (int i = 0; i < ListEntry.MOST_A_LIST; i++) {
            table.accepted(alice.modes("#den", ban("x" + i)));
        }
        assertThat(table.refused(alice.modes("#den", ban("more")))).isEqualTo(Reason.LIST_FULL);
        table.accepted(alice.modes("#den", entry(false, 'b', "x0"), ban("more"), entry(true, 'I', "other")));
    }

    @Test
    void showsListsToMembersAlone() {
        begin();
        assertThat(table.refused(new RoomRequest.ReadList(DEN, bob.person(), 'b')))
                .isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void remembersListsInvitationsAndRanks() {
        begin(bob);
        table.accepted(
                alice.modes("#den", ban("x"), entry(true, 'e', "y"), entry(true, 'I', "z"), bob.rank(true, 'h')));
        table.accepted(alice.invite("#den", visitor));
        table.accepted(alice.modes("#den", Actor.flag(true, 'i')));
        List<ListEntry> before = list('b');

        table.forget();

        assertThat(list('b')).isEqualTo(before);
        assertThat(before.getFirst().setBy()).isEqualTo("alice!user@host");
        assertThat(list('e')).extracting(ListEntry::mask).containsExactly("y!*@*");
        assertThat(list('I')).extracting(ListEntry::mask).containsExactly("z!*@*");
        table.accepted(visitor.join("#den"));
        table.accepted(bob.part("#den"));
        table.forget();
        table.accepted(alice.invite("#den", bob));
        table.accepted(bob.join("#den"));
        assertThat(members()).contains(new Member(bob.person(), "h"));
    }

    @Test
    void keepsGuestsFromSpeakingAndComingInWhereOnlyAccountsMay() {
        begin(visitor);
        table.accepted(alice.modes("#den", Actor.flag(true, 'M'), Actor.flag(true, 'R')));
        assertThat(table.refused(visitor.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        assertThat(table.refused(Actor.guest("other", 8).join("#den"))).isEqualTo(Reason.ACCOUNTS_ONLY);
        table.accepted(bob.join("#den"));
        table.accepted(bob.say("#den", "hi"));
        table.accepted(alice.modes("#den", visitor.rank(true, 'v')));
        table.accepted(visitor.say("#den", "hi"));
    }

    @Test
    void keepsOutCtcpButForActions() {
        begin(bob);
        table.accepted(alice.modes("#den", Actor.flag(true, 'C')));
        table.accepted(bob.say("#den", "\u0001ACTION waves\u0001"));
        assertThat(table.refused(bob.say("#den", "\u0001PING 1\u0001"))).isEqualTo(Reason.CANNOT_SEND);
        assertThat(table.refused(bob.say("#den", "\u0001ACTIONS\u0001"))).isEqualTo(Reason.CANNOT_SEND);
        table.accepted(bob.say("#den", "\u0001ACTION\u0001"));
        table.accepted(bob.say("#den", ""));
    }
}
