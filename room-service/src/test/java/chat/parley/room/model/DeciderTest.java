package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderTest extends DenRig {
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
}
