package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rooms and what history somebody is shown. */
class ReadingTest extends DenRig {
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

    @Test
    void listsRoomsInPages() {
        for (String room : List.of("#den", "#attic", "#cellar")) {
            table.accepted(alice.join(room));
        }
        Verdict.Listed first = (Verdict.Listed) table.ask(new RoomRequest.ListRooms(alice.person(), null, 2));
        Verdict.Listed next = (Verdict.Listed) table.ask(new RoomRequest.ListRooms(
                alice.person(), first.loaded().getLast().id(), 2));

        assertThat(first.loaded()).extracting(room -> room.name().value()).containsExactly("#den", "#attic");
        assertThat(next.loaded()).extracting(room -> room.name().value()).containsExactly("#cellar");
    }

    private List<Map.Entry<String, Integer>> listed(Actor asker) {
        Verdict.Listed listed = (Verdict.Listed) table.ask(new RoomRequest.ListRooms(asker.person(), null, 1_000));
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
