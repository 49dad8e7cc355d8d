package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Marking;
import org.junit.jupiter.api.Test;

/** Up to where people have read. */
interface MarkersContract extends StoreBench {
    @Test
    default void remembersUpToWhereSomebodyHasReadAndNeverGoesBack() throws Exception {
        scribe().now = 5_000;
        scribe().tell(mark(alice(), room("#Den"), 3_000));
        scribe().tell(mark(alice(), room("#den"), 2_000));
        scribe().tell(mark(alice(), toBob(), 9_000));

        assertThat(marker(alice(), room("#den"))).isEqualTo(3_000);
        assertThat(marker(alice(), toBob()))
                .as("nobody reads what is not said yet")
                .isEqualTo(5_000);
        assertThat(marker(bob(), room("#den"))).isZero();
    }

    @Test
    default void knowsWhatWasReadUnderARoomsNewName() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().tell(mark(alice(), room("#den"), 300));
        scribe().tell(mark(bob(), room("#lair"), 200));
        scribe().tell(mark(bob(), room("#den"), 100));
        scribe().tell(new RoomRequest.Rename(
                new RoomName("#den"), alice().author(), alice().origin(), new RoomName("#lair"), ""));

        assertThat(marker(alice(), room("#den"))).isZero();
        assertThat(marker(alice(), room("#lair"))).isEqualTo(300);
        assertThat(marker(bob(), room("#lair"))).isEqualTo(200);
    }

    @Test
    default void forgetsWhatAGuestHasReadWithTheGuest() throws Exception {
        Target toVisitor = new Target.ToPerson(visitor().person(), new Nickname("visitor"));
        scribe().tell(mark(visitor(), room("#den"), 300));
        scribe().tell(mark(alice(), toVisitor, 300));
        scribe().tell(visitor().depart());

        assertThat(marker(visitor(), room("#den"))).isZero();
        assertThat(marker(alice(), toVisitor)).isZero();
    }

    @Test
    default void passesWhatAGuestHasReadOnToTheirAccount() throws Exception {
        Target toVisitor = new Target.ToPerson(visitor().person(), new Nickname("visitor"));
        scribe().tell(mark(visitor(), room("#den"), 300));
        scribe().tell(mark(visitor(), room("#lair"), 100));
        scribe().tell(mark(bob(), room("#lair"), 200));
        scribe().tell(mark(alice(), toVisitor, 400));
        scribe().tell(visitor().adopt(bob()));

        assertThat(marker(bob(), room("#den"))).isEqualTo(300);
        assertThat(marker(bob(), room("#lair"))).isEqualTo(200);
        assertThat(marker(alice(), toBob())).isEqualTo(400);
        assertThat(marker(visitor(), room("#den"))).isZero();
    }

    @Test
    default void forgetsWhatADeletedAccountHasRead() throws Exception {
        scribe().tell(mark(alice(), room("#den"), 300));
        scribe().tell(mark(bob(), new Target.ToPerson(alice().person(), new Nickname("alice")), 300));
        scribe().tell(new RoomRequest.Forget((PersonId.OfAccount) alice().person(), alice().author()));

        assertThat(marker(alice(), room("#den"))).isZero();
        assertThat(marker(bob(), new Target.ToPerson(alice().person(), new Nickname("alice"))))
                .isZero();
    }

    @Test
    default void remembersAThousandConversationsOfAnybodyAndNoMore() throws Exception {
        for (int i = 0; i < 1_010; i++) {
            scribe().decide(mark(alice(), room("#r" + i), i < 1_005 ? 500 : 600));
        }
        scribe().tell(mark(alice(), room("#first"), 400));
        scribe().tell(mark(bob(), room("#r0"), 1));

        long kept = 0;
        for (int i = 0; i < 1_010; i++) {
            kept += marker(alice(), room("#r" + i)) > 0 ? 1 : 0;
        }
        assertThat(kept).isEqualTo(1_000);
        assertThat(marker(alice(), room("#r1009"))).isEqualTo(600);
        assertThat(marker(alice(), room("#first"))).isZero();
        assertThat(marker(bob(), room("#r0"))).isEqualTo(1);
    }

    private static Target room(String name) {
        return new Target.ToRoom(new RoomName(name));
    }

    private Target toBob() {
        return new Target.ToPerson(bob().person(), new Nickname("bob"));
    }

    private static RoomRequest.MarkRead mark(Actor reader, Target target, long timeMillis) {
        return new RoomRequest.MarkRead(reader.person(), target, timeMillis);
    }

    private long marker(Actor reader, Target target) throws Exception {
        return await(store().readMarker(Marking.key(reader.person(), target)));
    }
}
