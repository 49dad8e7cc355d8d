package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModerationTest {
    private static final RoomName DEN = new RoomName("#den");

    private final Table table = new Table();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Actor visitor = Actor.guest("visitor", 7);

    // kick

    @Test
    void putsOutAMemberByAnOperatorAlone() {
        begin(bob, visitor);

        assertThat(table.refused(kick(bob, visitor))).isEqualTo(Reason.NOT_AN_OPERATOR);
        table.accepted(kick(alice, visitor));

        assertThat(table.last.events().getFirst().change())
                .isEqualTo(new Change.Kick(visitor.person(), new Nickname("visitor"), "enough"));
        assertThat(members()).extracting(Member::person).doesNotContain(visitor.person());
        assertThat(table.refused(visitor.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        assertThat(table.refused(kick(alice, visitor))).isEqualTo(Reason.TARGET_NOT_A_MEMBER);
        assertThat(table.refused(kick(visitor, alice))).isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void letsHalfOperatorsPutOutThoseOfLowerRankAlone() {
        begin(bob, visitor);
        table.accepted(alice.modes("#den", bob.rank(true, 'h'), visitor.rank(true, 'h')));

        assertThat(table.refused(kick(bob, alice))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(kick(bob, visitor))).isEqualTo(Reason.NOT_AN_OPERATOR);
        table.accepted(alice.modes("#den", visitor.rank(false, 'h'), visitor.rank(true, 'v')));
        table.accepted(kick(bob, visitor));
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

    // bans

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
        table.accepted(kick(alice, visitor));
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
        table.accepted(invite(alice, visitor));
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
        table.accepted(invite(alice, bob));
        table.accepted(bob.join("#den"));
        assertThat(members()).contains(new Member(bob.person(), "h"));
    }

    // ranks that are kept

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
        table.accepted(kick(alice, bob));
        table.accepted(bob.join("#den"));
        assertThat(members()).contains(new Member(bob.person(), ""));
        table.accepted(alice.modes("#den", bob.rank(true, 'o')));
        table.accepted(kick(bob, alice));
        table.accepted(alice.join("#den"));
        assertThat(members()).contains(new Member(alice.person(), "o"));
    }

    // invitations

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
        table.accepted(invite(alice, visitor));
        assertThat(table.store.invitations(visitor.person()).result()).containsExactly(DEN);

        table.accepted(visitor.join("#den"));
        assertThat(table.store.invitations(visitor.person()).result()).isEmpty();
        assertThat(table.refused(invite(alice, visitor))).isEqualTo(Reason.ALREADY_A_MEMBER);
        table.accepted(kick(alice, visitor));
        assertThat(table.refused(visitor.join("#den"))).isEqualTo(Reason.BANNED);
    }

    @Test
    void letsALaterBanOverruleAnInvitation() {
        begin();
        table.accepted(invite(alice, bob));
        table.now += 1_000;
        table.accepted(alice.modes("#den", ban("a:bob")));
        assertThat(table.refused(bob.join("#den"))).isEqualTo(Reason.BANNED);
    }

    @Test
    void letsMembersInviteButNotPastWhatOperatorsClosed() {
        Actor carol = Actor.account("carol", 3);
        begin(bob);
        table.accepted(alice.modes("#den", Actor.with('l', "2")));
        table.accepted(invite(bob, carol));
        assertThat(table.refused(carol.join("#den"))).isEqualTo(Reason.ROOM_FULL);
        table.accepted(alice.modes("#den", Actor.flag(true, 'i')));
        assertThat(table.refused(invite(bob, carol))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(invite(carol, visitor))).isEqualTo(Reason.NOT_A_MEMBER);
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
        table.accepted(invite(alice, visitor));
        table.answer(visitor.depart());
        assertThat(table.store.invitations(visitor.person()).result()).isEmpty();
        assertThat(table.refused(invite(alice, visitor))).isEqualTo(Reason.NO_SUCH_PERSON);
    }

    @Test
    void hearsAKnockAtAClosedDoorOnceAMinute() {
        begin();
        assertThat(table.refused(knock(visitor))).isEqualTo(Reason.NOT_CLOSED);
        table.accepted(alice.modes("#den", Actor.flag(true, 'i')));
        table.accepted(knock(visitor));
        assertThat(table.refused(knock(visitor))).isEqualTo(Reason.KNOCKED_ALREADY);
        table.now += 60_000;
        table.accepted(knock(visitor));
        assertThat(table.refused(knock(alice))).isEqualTo(Reason.ALREADY_A_MEMBER);
        table.accepted(alice.modes("#den", ban("bob")));
        assertThat(table.refused(knock(bob))).isEqualTo(Reason.BANNED);
    }

    // names

    @Test
    void renamesARoomWithAllThatBelongsToIt() {
        begin(bob);
        table.accepted(alice.say("#den", "here"));
        assertThat(table.refused(rename(bob, "#den", "#lair"))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(rename(visitor, "#den", "#lair"))).isEqualTo(Reason.NOT_A_MEMBER);
        table.accepted(bob.join("#pub"));
        assertThat(table.refused(rename(alice, "#den", "#PUB"))).isEqualTo(Reason.ROOM_NAME_TAKEN);
        assertThat(table.refused(rename(alice, "#den", "#den"))).isEqualTo(Reason.CANNOT_RENAME);
        assertThat(table.refused(rename(alice, "#none", "#x"))).isEqualTo(Reason.NO_SUCH_ROOM);

        table.accepted(rename(alice, "#den", "#Den"));
        long id = table.accepted(rename(alice, "#den", "#lair"))
                .conversation()
                .id()
                .value();

        assertThat(table.snapshot("#lair").members()).hasSize(2);
        assertThat(table.accepted(bob.say("#lair", "still here"))
                        .conversation()
                        .id()
                        .value())
                .isEqualTo(id);
        assertThat(table.refused(bob.say("#den", "gone"))).isEqualTo(Reason.NO_SUCH_ROOM);
        table.forget();
        assertThat(table.snapshot("#lair").room().id().value()).isEqualTo(id);
        table.accepted(visitor.join("#den"));
    }

    @Test
    void keepsTheLobbysName() {
        Table lobby = new Table(new RoomName("#lobby"));
        lobby.accepted(alice.join("#den"));
        assertThat(lobby.refused(rename(alice, "#den", "#lobby"))).isEqualTo(Reason.ROOM_NAME_TAKEN);
        lobby.accepted(alice.join("#lobby"));
        assertThat(lobby.refused(rename(alice, "#lobby", "#x"))).isEqualTo(Reason.NOT_AN_OPERATOR);
    }

    // what is taken back

    @Test
    void letsAuthorsAndModeratorsTakeBackWhatWasSaid() {
        begin(bob, visitor);
        Accepted first = table.accepted(bob.say("#den", "one"));
        Accepted second = table.accepted(bob.say("#den", "two"));

        assertThat(table.refused(redact(visitor, first))).isEqualTo(Reason.NOT_YOURS);
        table.accepted(redact(bob, first));
        assertThat(table.last.events().getFirst().change()).isEqualTo(new Change.Redaction(first.sequence(), "oops"));
        table.accepted(redact(alice, second));
        assertThat(table.store.events(first.conversation().id()).get(4).change())
                .isEqualTo(new Change.Redacted());
    }

    @Test
    void takesNothingBackTwiceNorWhatWasNotSaid() {
        begin(bob);
        Accepted said = table.accepted(bob.say("#den", "one"));
        Accepted joined = table.accepted(visitor.join("#den"));
        table.accepted(redact(bob, said));

        assertThat(table.refused(redact(bob, said))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        table.forget();
        assertThat(table.refused(redact(bob, said))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        assertThat(table.refused(redact(alice, joined))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        Accepted future = new Accepted(said.conversation(), 99, 0, false);
        assertThat(table.refused(redact(alice, future))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        table.accepted(bob.part("#den"));
        assertThat(table.refused(redact(bob, said))).isEqualTo(Reason.NOT_A_MEMBER);
        Accepted elsewhere = table.accepted(alice.join("#pub"));
        assertThat(table.refused(redact(alice, new Accepted(elsewhere.conversation(), 1, 0, false))))
                .isEqualTo(Reason.NO_SUCH_MESSAGE);
    }

    @Test
    void letsNobodyTakeBackAPrivateMessageOfTheOther() {
        Accepted said = table.accepted(alice.tell(bob, "psst"));
        table.forget();

        assertThat(table.refused(redact(bob, alice, said))).isEqualTo(Reason.NOT_YOURS);
        assertThat(table.refused(redact(visitor, alice, said))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        table.accepted(redact(alice, bob, said));
    }

    // flags

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

    private void begin(Actor... others) {
        table.accepted(alice.join("#den"));
        for (Actor other : others) {
            table.accepted(other.join("#den"));
        }
    }

    private List<Member> members() {
        return table.snapshot("#den").members();
    }

    @SuppressWarnings("unchecked") // what the request says that it is answered by
    private List<ListEntry> list(char letter) {
        return (List<ListEntry>) table.answer(new RoomRequest.ReadList(DEN, alice.person(), letter));
    }

    private static RoomRequest.Kick kick(Actor by, Actor target) {
        return new RoomRequest.Kick(DEN, by.author(), by.origin(), target.author(), "enough");
    }

    private static RoomRequest.Invite invite(Actor by, Actor target) {
        PersonId person = target.person();
        return new RoomRequest.Invite(DEN, by.author(), by.origin(), person, new Nickname(target.nick()));
    }

    private static RoomRequest.Rename rename(Actor by, String room, String now) {
        return new RoomRequest.Rename(new RoomName(room), by.author(), by.origin(), new RoomName(now), "");
    }

    private static RoomRequest.Redact redact(Actor by, Accepted said) {
        return redact(by, new Target.ToRoom(DEN), said);
    }

    private static RoomRequest.Redact redact(Actor by, Actor with, Accepted said) {
        return redact(by, with.asTarget(), said);
    }

    private static RoomRequest.Redact redact(Actor by, Target target, Accepted said) {
        long conversation = said.conversation().id().value();
        return new RoomRequest.Redact(target, by.author(), by.origin(), conversation, said.sequence(), "oops");
    }

    private static RoomRequest.Knock knock(Actor by) {
        return new RoomRequest.Knock(DEN, by.author(), by.origin());
    }

    private static ModeChange ban(String mask) {
        return entry(true, 'b', mask);
    }

    private static ModeChange entry(boolean add, char letter, String mask) {
        return new ModeChange(add, letter, mask, null);
    }
}
