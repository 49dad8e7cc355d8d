package chat.parley.server.company;

import static chat.parley.server.company.Statuses.id;
import static chat.parley.server.company.Statuses.status;
import static chat.parley.server.company.Statuses.with;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.NodeStatus.Phase;
import chat.parley.contracts.status.Role;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final NodeId SELF = id("self");

    private final Neighbours neighbours = new Neighbours(SELF);

    @Test
    void tellsOnceThatSomebodyJoined() {
        NodeStatus relay = status("relay1", Role.RELAY, Phase.READY, 10);

        assertThat(neighbours.heard(relay, 0)).containsExactly(new Neighbours.Change.Joined(relay));
        assertThat(neighbours.heard(relay, 1_000)).isEmpty();
        assertThat(neighbours.all()).containsExactly(new Sighting(relay, 1_000));
    }

    @Test
    void isNoNeighbourOfItself() {
        assertThat(neighbours.heard(status("self", Role.RELAY, Phase.READY, 10), 0))
                .isEmpty();
        assertThat(neighbours.all()).isEmpty();
    }

    @Test
    void tellsWhoStopsAndWhoFallsSilent() {
        neighbours.heard(status("relay1", Role.RELAY, Phase.READY, 10), 0);
        neighbours.heard(status("relay2", Role.RELAY, Phase.READY, 10), 3_000);

        NodeStatus last = status("relay2", Role.RELAY, Phase.STOPPED, 10);
        assertThat(neighbours.heard(last, 3_500)).containsExactly(new Neighbours.Change.Left(last, "it was stopped"));
        assertThat(neighbours.tick(4_999)).isEmpty();
        assertThat(neighbours.tick(5_000))
                .singleElement()
                .isEqualTo(new Neighbours.Change.Left(
                        status("relay1", Role.RELAY, Phase.READY, 10), "nothing was heard of it for 5 s"));
        assertThat(neighbours.all()).isEmpty();
    }

    @Test
    void passesOverTheLastWordOfWhomItDoesNotKnow() {
        assertThat(neighbours.heard(status("relay1", Role.RELAY, Phase.STOPPED, 10), 0))
                .isEmpty();
    }

    @Test
    void isInContactWithWhoIsHeardAndHearsIt() {
        neighbours.heard(status("auth", Role.AUTH, Phase.READY, 10), 0);
        assertThat(neighbours.inContact(Role.AUTH)).isFalse();

        neighbours.heard(status("auth", Role.AUTH, Phase.READY, 10, SELF), 1_000);
        assertThat(neighbours.inContact(Role.AUTH)).isTrue();
        assertThat(neighbours.inContact(Role.ROOM)).isFalse();

        neighbours.tick(6_000);
        assertThat(neighbours.inContact(Role.AUTH)).isFalse();
    }

    @Test
    void isNotInContactWithWhoStillStartsOrStopsAlready() {
        neighbours.heard(status("auth", Role.AUTH, Phase.STARTING, 10, SELF), 0);
        assertThat(neighbours.inContact(Role.AUTH)).isFalse();

        neighbours.heard(status("auth", Role.AUTH, Phase.STOPPING, 10, SELF), 0);
        assertThat(neighbours.inContact(Role.AUTH)).isFalse();
    }

    @Test
    void hasWhoIsAtWorkGoBeforeWhoStarts() {
        NodeStatus starting = status("self", Role.AUTH, Phase.STARTING, 10);
        neighbours.heard(status("other", Role.AUTH, Phase.READY, 20), 0);

        assertThat(neighbours.ahead(starting)).map(NodeStatus::node).contains(id("other"));
    }

    @Test
    void hasTheOlderOfTwoGoFirst() {
        neighbours.heard(status("other", Role.ROOM, Phase.STARTING, 20), 0);

        assertThat(neighbours.ahead(status("self", Role.ROOM, Phase.STARTING, 10)))
                .isEmpty();
        assertThat(neighbours.ahead(status("self", Role.ROOM, Phase.STARTING, 30)))
                .isPresent();
        assertThat(neighbours.ahead(status("self", Role.ROOM, Phase.READY, 30))).isEmpty();
        assertThat(neighbours.ahead(status("self", Role.AUTH, Phase.STARTING, 30)))
                .isEmpty();
    }

    @Test
    void letsOneFollowWhoStops() {
        neighbours.heard(status("other", Role.ROOM, Phase.STOPPING, 10), 0);

        assertThat(neighbours.ahead(status("self", Role.ROOM, Phase.STARTING, 20)))
                .isEmpty();
    }

    @Test
    void hasWhoComesLaterGiveWayWhereNamesFollowOtherRules() {
        NodeStatus other = with(status("other", Role.ROOM, Phase.READY, 20), "names.nicks", "unicode");
        neighbours.heard(other, 0);
        NodeStatus later = with(status("self", Role.RELAY, Phase.STARTING, 30), "names.nicks", "ascii");

        assertThat(neighbours.dissenter(later).map(dissent -> dissent.text(later)))
                .contains(
                        "names.nicks is ascii here, and unicode on other (room), which was there before: all processes of a"
                                + " cluster must have the same; configure this one alike, or stop the others first");
        assertThat(neighbours.dissenter(with(later, "names.nicks", "unicode"))).isEmpty();
        assertThat(neighbours.dissenter(with(status("self", Role.RELAY, Phase.READY, 10), "names.nicks", "ascii")))
                .isEmpty();
    }

    @Test
    void heedsWhoStartsOnlyWhereNobodyIsAtWork() {
        NodeStatus own = with(status("self", Role.RELAY, Phase.STARTING, 30), "names.nicks", "unicode");
        neighbours.heard(with(status("odd", Role.RELAY, Phase.STARTING, 20), "names.nicks", "ascii"), 0);
        assertThat(neighbours.dissenter(own)).isPresent();

        neighbours.heard(with(status("room", Role.ROOM, Phase.WAITING, 25), "names.nicks", "unicode"), 0);

        assertThat(neighbours.dissenter(own)).isEmpty();
    }

    @Test
    void takesWhoStopsOrDoesNotSayAsLikeMinded() {
        neighbours.heard(status("silent", Role.ROOM, Phase.READY, 10), 0);
        neighbours.heard(with(status("stops", Role.AUTH, Phase.STOPPING, 10), "names.nicks", "unicode"), 0);

        assertThat(neighbours.dissenter(with(status("self", Role.RELAY, Phase.STARTING, 30), "names.nicks", "ascii")))
                .isEmpty();
    }

    @Test
    void letsInWhoDiffersInWhatIsChangedOnOneAfterTheOther() {
        neighbours.heard(with(status("other", Role.RELAY, Phase.READY, 10), "limits.nickLength", "20"), 0);

        assertThat(neighbours.dissenter(
                        with(status("self", Role.RELAY, Phase.STARTING, 30), "limits.nickLength", "32")))
                .isEmpty();
    }

    @Test
    void hasABound() {
        for (int i = 0; i < NodeStatus.MOST_HEARD; i++) {
            neighbours.heard(status("relay" + i, Role.RELAY, Phase.READY, 10), 0);
        }

        assertThat(neighbours.heard(status("onemore", Role.RELAY, Phase.READY, 10), 0))
                .isEmpty();
        assertThat(neighbours.all()).hasSize(NodeStatus.MOST_HEARD);
    }
}
