package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private final Table table = new Table();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Actor visitor = Actor.guest("visitor", 7);

    @Test
    void makesWhoCreatesARoomItsOperator() {
        Accepted joined = table.accepted(alice.join("#den"));

        RoomSnapshot den = table.snapshot("#den");
        assertThat(joined.sequence()).isEqualTo(1);
        assertThat(den.members()).containsExactly(new Member(alice.person(), "o"));
        assertThat(den.modes()).isEqualTo(new RoomModes("nt", null, 0));
        assertThat(den.sequence()).isEqualTo(1);
    }

    @Test
    void answersAMemberWhoJoinsAgainWithoutAnEvent() {
        table.accepted(alice.join("#den"));

        Accepted again = table.accepted(alice.join("#DEN"));

        assertThat(again.repeated()).isTrue();
        assertThat(again.sequence()).isEqualTo(1);
        assertThat(table.last.events()).isEmpty();
    }

    @Test
    void numbersEveryConversationFromOneWithoutGaps() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.join("#pub"));

        assertThat(table.accepted(alice.say("#den", "a")).sequence()).isEqualTo(2);
        assertThat(table.accepted(alice.say("#den", "b")).sequence()).isEqualTo(3);
        assertThat(table.accepted(alice.say("#pub", "c")).sequence()).isEqualTo(2);
        assertThat(table.accepted(alice.tell(bob, "d")).sequence()).isEqualTo(1);
        assertThat(table.accepted(bob.tell(alice, "e")).sequence()).isEqualTo(2);
    }

    @Test
    void neverLetsTimeGoBackInAConversation() {
        table.accepted(alice.join("#den"));
        long before = table.accepted(alice.say("#den", "a")).timeMillis();
        table.now -= 60_000;

        assertThat(table.accepted(alice.say("#den", "b")).timeMillis()).isEqualTo(before);
        table.forget();
        assertThat(table.accepted(alice.say("#den", "c")).timeMillis()).isEqualTo(before);
    }

    @Test
    void refusesToSpeakOutsideAndWithoutVoice() {
        table.accepted(alice.join("#den"));

        assertThat(table.refused(bob.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        assertThat(table.refused(bob.say("#nowhere", "hi"))).isEqualTo(Reason.NO_SUCH_ROOM);
        table.accepted(bob.join("#den"));
        table.accepted(alice.modes("#den", Actor.flag(true, 'm')));
        assertThat(table.refused(bob.say("#den", "hi"))).isEqualTo(Reason.CANNOT_SEND);
        table.accepted(alice.modes("#den", bob.rank(true, 'v')));
        table.accepted(bob.say("#den", "hi"));
        table.accepted(alice.modes("#den", Actor.flag(false, 'm'), Actor.flag(false, 'n')));
        table.accepted(visitor.say("#den", "from outside"));
    }

    @Test
    void asksForKeyLimitAndInvitation() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.modes("#den", Actor.with('k', "sesame"), Actor.with('l', "2")));

        assertThat(table.refused(bob.join("#den"))).isEqualTo(Reason.BAD_KEY);
        table.accepted(bob.join("#den", "sesame"));
        assertThat(table.refused(visitor.join("#den", "sesame"))).isEqualTo(Reason.ROOM_FULL);
        table.accepted(alice.modes("#den", Actor.flag(false, 'l'), Actor.flag(true, 'i')));
        assertThat(table.refused(visitor.join("#den", "sesame"))).isEqualTo(Reason.INVITE_ONLY);
        assertThat(table.snapshot("#den").modes()).isEqualTo(new RoomModes("int", "sesame", 0));
    }

    @Test
    void boundsTheRoomsOfAPerson() {
        table.accepted(visitor.join("#other"));
        for (int i = 0; i < 5; i++) {
            table.accepted(alice.join("#room" + i));
        }

        assertThat(table.refused(alice.join("#other"))).isEqualTo(Reason.TOO_MANY_ROOMS);
        table.accepted(alice.part("#room0"));
        table.accepted(alice.join("#other"));
    }

    @Test
    void boundsTheRoomsThatAnAccountFoundsThereOrNot() {
        for (int i = 0; i < 5; i++) {
            table.accepted(alice.join("#room" + i));
            table.accepted(alice.part("#room" + i));
        }

        assertThat(table.refused(alice.join("#room5"))).isEqualTo(Reason.TOO_MANY_ROOMS);
        table.forget();
        assertThat(table.refused(alice.join("#room5"))).isEqualTo(Reason.TOO_MANY_ROOMS);
        table.accepted(alice.join("#room0"));
        table.accepted(bob.join("#room5"));
        table.accepted(alice.join("#room5"));
    }

    @Test
    void setsAndTakesAwayTheTopic() {
        table.accepted(alice.join("#den"));
        table.accepted(bob.join("#den"));

        table.accepted(alice.topic("#den", "a topic that is far too long to be kept"));

        assertThat(table.snapshot("#den").topic())
                .isEqualTo(new Topic("a topic that is far ", "alice!user@host", table.now));
        assertThat(table.refused(bob.topic("#den", "mine"))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.refused(visitor.topic("#den", "mine"))).isEqualTo(Reason.NOT_A_MEMBER);
        table.accepted(alice.topic("#den", ""));
        assertThat(table.snapshot("#den").topic()).isNull();
    }

    @Test
    void changesAllModesOrNone() {
        table.accepted(alice.join("#den"));

        assertThat(table.refused(alice.modes("#den", Actor.flag(true, 'm'), Actor.flag(true, 'x'))))
                .isEqualTo(Reason.UNKNOWN_MODE);
        assertThat(table.refused(alice.modes("#den", Actor.flag(true, 'm'), bob.rank(true, 'o'))))
                .isEqualTo(Reason.TARGET_NOT_A_MEMBER);
        assertThat(table.refused(alice.modes("#den", Actor.with('l', "none")))).isEqualTo(Reason.BAD_MODE_PARAMETER);
        assertThat(table.refused(alice.modes("#den", Actor.with('k', "a b")))).isEqualTo(Reason.BAD_MODE_PARAMETER);
        assertThat(table.refused(bob.modes("#den", Actor.flag(true, 'm')))).isEqualTo(Reason.NOT_AN_OPERATOR);
        assertThat(table.snapshot("#den").modes().flags()).isEqualTo("nt");
    }

    @Test
    void leavesOutWhatIsSoAlready() {
        table.accepted(alice.join("#den"));

        Accepted some = table.accepted(alice.modes("#den", Actor.flag(true, 't'), Actor.flag(true, 's')));
        assertThat(some.repeated()).isFalse();
        assertThat(table.last.events())
                .extracting(Event::change)
                .containsExactly(new Change.Modes(List.of(Actor.flag(true, 's'))));
        Accepted none = table.accepted(alice.modes("#den", Actor.flag(true, 't'), alice.rank(true, 'o')));
        assertThat(none.repeated()).isTrue();
        assertThat(table.last.events()).isEmpty();
    }

    @Test
    void remembersARoomOfAccountsWithoutMembers() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.say("#den", "still here"));
        ConversationId id = table.snapshot("#den").room().id();

        table.accepted(alice.part("#den"));
        table.accepted(bob.join("#den"));

        RoomSnapshot den = table.snapshot("#den");
        assertThat(den.room().id()).isEqualTo(id);
        assertThat(den.members()).containsExactly(new Member(bob.person(), ""));
        assertThat(table.last.events()).isEmpty();
        assertThat(table.store.events(id)).extracting(Event::change).last().isInstanceOf(Change.Join.class);
    }

    @Test
    void givesARoomThatNobodyOwnsToWhoFindsItEmpty() {
        table.accepted(visitor.join("#den"));
        table.accepted(bob.join("#den"));
        table.answer(visitor.depart());
        table.accepted(bob.part("#den"));

        table.accepted(alice.join("#den"));

        assertThat(table.snapshot("#den").members()).containsExactly(new Member(alice.person(), "o"));
    }

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
    void putsWhoArrivesIntoTheLobby() {
        Table withLobby = new Table(new RoomName("#lobby"));
        withLobby.accepted(alice.join("#den"));

        Verdict.Arriving first = (Verdict.Arriving) withLobby.ask(alice.arrive());

        assertThat(first.rooms())
                .extracting(entered -> entered.room().name().value())
                .containsExactlyInAnyOrder("#den", "#lobby");
        assertThat(withLobby.last.events()).hasSize(1);
        assertThat(withLobby.snapshot("#lobby").members()).containsExactly(new Member(alice.person(), ""));
        withLobby.forget();
        Verdict.Arriving second = (Verdict.Arriving) withLobby.ask(alice.arrive());
        assertThat(second.rooms()).containsExactlyInAnyOrderElementsOf(first.rooms());
        assertThat(withLobby.last.isEmpty()).isTrue();
    }

    @Test
    void putsNobodyIntoTheLobbyWhoWasHereBefore() {
        Table withLobby = new Table(new RoomName("#lobby"));
        withLobby.accepted(alice.join("#den"));

        Verdict.Arriving again = (Verdict.Arriving) withLobby.ask(
                new RoomRequest.Arrive(alice.author(), alice.arrive().origin(), false));

        assertThat(again.rooms())
                .extracting(entered -> entered.room().name().value())
                .containsExactly("#den");
    }

    @Test
    void tellsNobodyButTheirOwnRoomsWithoutALobby() {
        Verdict.Arriving arriving = (Verdict.Arriving) table.ask(alice.arrive());

        assertThat(arriving.rooms()).isEqualTo(List.<Arrived.Entered>of());
    }

    @Test
    void answersTheSameNonceOnce() {
        table.accepted(alice.join("#den"));
        Accepted first = table.accepted(alice.say("#den", "hi", "n"));

        Accepted again = table.accepted(alice.say("#den", "hi", "n"));

        assertThat(again).isEqualTo(new Accepted(first.conversation(), first.sequence(), first.timeMillis(), true));
        assertThat(table.last.isEmpty()).isTrue();
        assertThat(table.refused(alice.say("#den", "ho", "n"))).isEqualTo(Reason.NONCE_REUSED);
        table.forget();
        assertThat(table.accepted(alice.say("#den", "hi", "n")).repeated()).isTrue();
        assertThat(table.refused(alice.say("#den", "ho", "n"))).isEqualTo(Reason.NONCE_REUSED);
    }

    @Test
    void keepsNoncesApartByConversationAndAccount() {
        table.accepted(alice.join("#den"));
        table.accepted(bob.join("#den"));
        table.accepted(alice.say("#den", "hi", "n"));

        assertThat(table.accepted(bob.say("#den", "hi", "n")).repeated()).isFalse();
        assertThat(table.accepted(alice.say(bob.asTarget(), "hi", new Nonce("n"), true))
                        .repeated())
                .isFalse();
        table.now += Speaking.NONCE_LIFE_MILLIS;
        assertThat(table.accepted(alice.say("#den", "other", "n")).repeated()).isFalse();
    }

    @Test
    void passesOnWhatIsNotStored() {
        table.accepted(alice.join("#den"));

        Accepted typing = table.accepted(alice.say(new Target.ToRoom(new RoomName("#den")), "", null, false));

        assertThat(typing.sequence()).isZero();
        assertThat(table.last.isEmpty()).isTrue();
        assertThat(table.last.events()).hasSize(1);
        assertThat(table.accepted(alice.say("#den", "x")).sequence()).isEqualTo(2);
    }

    @Test
    void callsPeopleInAPrivateConversationByTheirLatestNicks() {
        table.accepted(alice.tell(bob, "hi"));
        Actor renamed = new Actor(alice.person(), "alicia", alice.origin());

        Accepted later = table.accepted(renamed.tell(bob, "it's me"));

        assertThat(((ConversationRef.Direct) later.conversation())
                        .otherNick(bob.person())
                        .value())
                .isEqualTo("alicia");
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

    @Test
    void showsHistoryToWhoMayReadIt() {
        table.accepted(alice.join("#den"));

        assertThat(table.ask(bob.history("#den", new HistorySelector.Latest(), 10)))
                .isInstanceOf(Verdict.MayRead.class);
        table.accepted(alice.modes("#den", Actor.with('k', "k")));
        assertThat(table.refused(bob.history("#den", new HistorySelector.Latest(), 10)))
                .isEqualTo(Reason.HISTORY_FORBIDDEN);
        assertThat(table.ask(alice.history("#den", new HistorySelector.Latest(), 10)))
                .isInstanceOf(Verdict.MayRead.class);
    }

    @Test
    void listsRoomsThatAreNotSecretWithThoseWhoAreHere() {
        table.accepted(alice.join("#den"));
        table.accepted(bob.join("#den"));
        table.accepted(bob.join("#hidden"));
        table.accepted(bob.modes("#hidden", Actor.flag(true, 's')));
        table.here.add(bob.person());

        assertThat(listed(alice)).containsExactly(Map.entry("#den", 1));
        assertThat(listed(bob)).containsExactlyInAnyOrder(Map.entry("#den", 1), Map.entry("#hidden", 1));
    }

    private List<Map.Entry<String, Integer>> listed(Actor asker) {
        Verdict.Listed listed = (Verdict.Listed) table.ask(new RoomRequest.ListRooms(asker.person()));
        return listed.loaded().stream()
                .map((RoomSummary room) -> Map.entry(room.name().value(), room.present()))
                .toList();
    }

    @Test
    void tellsTheRoomsOfSomebodyButForSecretOnesOfOthers() {
        table.accepted(alice.join("#den"));
        table.accepted(alice.join("#hidden"));
        table.accepted(alice.modes("#hidden", Actor.flag(true, 's')));
        Attended den = new Attended(new RoomName("#den"), "o");
        Attended hidden = new Attended(new RoomName("#hidden"), "o");
        table.forget();

        assertThat(table.answer(new RoomRequest.RoomsOf(alice.person(), bob.person())))
                .isEqualTo(List.of(den));
        table.accepted(bob.join("#hidden"));
        assertThat(table.answer(new RoomRequest.RoomsOf(alice.person(), bob.person())))
                .isEqualTo(List.of(den, hidden));
        assertThat(table.answer(new RoomRequest.RoomsOf(visitor.person(), bob.person())))
                .isEqualTo(List.of());
    }
}
