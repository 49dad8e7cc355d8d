package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomDossier;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomRequest.Appoint.Rank;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverseeingTest {
    private static final RoomName DEN = new RoomName("#den");

    private final Table table = new Table();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Actor carol = Actor.account("carol", 3);
    private final Author server = Actor.guest("server", 99).author();

    private RoomRequest.Appoint appoint(Actor who, Rank rank) {
        AccountId account = Objects.requireNonNull(who.accountId());
        return new RoomRequest.Appoint(DEN, server, account, new Nickname(who.nick()), rank);
    }

    private RoomRequest.Close close(Actor... present) {
        return new RoomRequest.Close(
                DEN, server, "over", Stream.of(present).map(Actor::author).toList());
    }

    private RoomDossier dossier() {
        return (RoomDossier) table.answer(new RoomRequest.Inspect(DEN));
    }

    private static RoomDossier.Kept kept(Actor who, String ranks) {
        return new RoomDossier.Kept(Objects.requireNonNull(who.accountId()), ranks);
    }

    private List<Change> changes() {
        return table.last.events().stream().map(Event::change).toList();
    }

    @Test
    void tellsWhatARoomKeeps() {
        table.ask(alice.join("#den"));
        table.ask(alice.modes("#den", Actor.with('b', "nasty!*@*"), Actor.with('I', "*!*@host")));

        RoomDossier dossier = dossier();

        assertThat(dossier.kept()).containsExactly(kept(alice, "fo"));
        assertThat(dossier.bans()).extracting(entry -> entry.mask()).containsExactly("nasty!*@*");
        assertThat(dossier.expected()).hasSize(1);
        assertThat(dossier.exceptions()).isEmpty();
    }

    private void foundAsManyAsMayBe() {
        for (String room : List.of("#den", "#b", "#c", "#d", "#e")) {
            table.accepted(alice.join(room));
            table.accepted(alice.part(room));
        }
        assertThat(table.refused(alice.join("#f"))).isEqualTo(Reason.TOO_MANY_ROOMS);
    }

    @Test
    void letsAFounderFoundAnotherWhenARoomIsClosed() {
        foundAsManyAsMayBe();

        table.answer(close());

        table.accepted(alice.join("#f"));
        assertThat(table.refused(alice.join("#g"))).isEqualTo(Reason.TOO_MANY_ROOMS);
    }

    @Test
    void countsARoomThatCouldNotBeClosedAsFounded() {
        foundAsManyAsMayBe();
        table.decide(close());

        table.undo();

        assertThat(table.refused(alice.join("#f"))).isEqualTo(Reason.TOO_MANY_ROOMS);
    }

    @Test
    void letsAFounderFoundAnotherWhenARoomIsSomebodyElses() {
        foundAsManyAsMayBe();

        table.answer(appoint(bob, Rank.FOUNDER));

        table.accepted(alice.join("#f"));
        assertThat(table.refused(alice.join("#g"))).isEqualTo(Reason.TOO_MANY_ROOMS);
    }

    @Test
    void hasOneFounderAndKeepsTheOneBeforeAsAnOperator() {
        table.ask(alice.join("#den"));
        table.ask(bob.join("#den"));

        assertThat(table.answer(appoint(bob, Rank.FOUNDER))).isEqualTo(true);

        assertThat(changes())
                .containsExactly(new Change.Modes(List.of(new ModeChange(true, 'o', "bob", bob.person()))));
        assertThat(dossier().kept()).containsExactlyInAnyOrder(kept(alice, "o"), kept(bob, "fo"));
        assertThat(table.snapshot("#den").members())
                .allMatch(member -> member.ranks().equals("o"));
    }

    @Test
    void keepsARankForWhoIsNotThere() {
        table.ask(alice.join("#den"));

        table.ask(appoint(carol, Rank.OPERATOR));

        assertThat(changes()).isEmpty();
        assertThat(table.last.isEmpty()).isFalse();
        table.forget();
        table.ask(carol.join("#den"));
        assertThat(table.snapshot("#den").members())
                .filteredOn(member -> member.person().equals(carol.person()))
                .singleElement()
                .matches(member -> member.ranks().equals("o"));
    }

    @Test
    void takesARankAway() {
        table.ask(alice.join("#den"));

        table.ask(appoint(alice, Rank.NONE));
        table.ask(appoint(alice, Rank.NONE));

        assertThat(changes()).isEmpty();
        assertThat(dossier().kept()).isEmpty();
        assertThat(table.snapshot("#den").members().getFirst().ranks()).isEmpty();
    }

    @Test
    void endsARoomForEverybody() {
        table.here.add(alice.person());
        table.ask(alice.join("#den"));
        table.ask(bob.join("#den"));

        assertThat(table.answer(close(alice))).isEqualTo(true);

        assertThat(changes()).containsExactly(new Change.Kick(alice.person(), new Nickname("alice"), "over"));
        assertThat(table.refused(Actor.describe("#den"))).isEqualTo(Reason.NO_SUCH_ROOM);
        table.forget();
        assertThat(table.refused(Actor.describe("#den"))).isEqualTo(Reason.NO_SUCH_ROOM);
        assertThat((List<?>) table.answer(new RoomRequest.RoomsOf(bob.person(), bob.person())))
                .isEmpty();
    }

    @Test
    void endsNoRoomInWhichSomebodyIsWhoIsNotNamed() {
        table.here.add(alice.person());
        table.here.add(bob.person());
        table.ask(alice.join("#den"));
        table.ask(bob.join("#den"));

        assertThat(table.ask(close(alice)))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.Unavailable.class));
        assertThat(table.snapshot("#den").members()).hasSize(2);
    }

    @Test
    void knowsWhatIsNotThere() {
        assertThat(table.refused(close())).isEqualTo(Reason.NO_SUCH_ROOM);
        assertThat(table.refused(appoint(alice, Rank.OPERATOR))).isEqualTo(Reason.NO_SUCH_ROOM);
        assertThat(table.refused(new RoomRequest.Inspect(DEN))).isEqualTo(Reason.NO_SUCH_ROOM);
    }
}
