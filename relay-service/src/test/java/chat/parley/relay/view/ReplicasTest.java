package chat.parley.relay.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.UserModes;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServerName;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final ConversationRef.Room ROOM =
            new ConversationRef.Room(new ConversationId(7), new RoomName("#room"));
    private static final PersonId ANN = new PersonId.OfAccount(new AccountId(1));
    private static final PersonId BOB = new PersonId.OfAccount(new AccountId(2));
    private static final PersonId.OfGuest GUEST = new PersonId.OfGuest(new SessionId(new RelayId("relay.1"), 1));

    private final Replicas replicas = new Replicas(new ServerName("irc.test"), 32, new Headcount());
    private long sequence = 10;

    @Test
    void showsMembersWhoAreHereAsNames() {
        online(ANN, "Ann");
        RoomView room = open(new Member(ANN, "o"), new Member(BOB, ""));

        assertThat(room.names(CapabilitySet.NONE)).containsExactly("@Ann");
        assertThat(room.memberCount()).isEqualTo(2);
    }

    @Test
    void addsWhoJoinsToNamesThatWereMade() {
        online(ANN, "Ann");
        RoomView room = open(new Member(ANN, "ov"));
        assertThat(room.names(CapabilitySet.NONE)).containsExactly("@Ann");

        online(BOB, "Bob");
        happens(room, BOB, new Change.Join());

        assertThat(room.names(CapabilitySet.NONE)).containsExactly("@Ann Bob");
        assertThat(room.names(CapabilitySet.of(Capability.MULTI_PREFIX))).containsExactly("@+Ann Bob");
        assertThat(room.names(CapabilitySet.of(Capability.USERHOST_IN_NAMES))).containsExactly("@Ann!u@h Bob!u@h");
    }

    @Test
    void namesEveryoneOnceThoughTheJoinComesBeforeThePerson() {
        RoomView room = open();
        assertThat(room.names(CapabilitySet.NONE)).isEmpty();

        happens(room, ANN, new Change.Join());
        online(ANN, "Ann");

        assertThat(room.names(CapabilitySet.NONE)).containsExactly("Ann");
    }

    @Test
    void keepsEachNamesTextWithinALine() {
        IntStream.rangeClosed(1, 200)
                .forEach(i -> online(new PersonId.OfAccount(new AccountId(i)), "somebody" + (1000 + i)));
        RoomView room = open(IntStream.rangeClosed(1, 200)
                .mapToObj(i -> new Member(new PersonId.OfAccount(new AccountId(i)), ""))
                .toArray(Member[]::new));

        List<String> names = room.names(CapabilitySet.NONE);

        assertThat(names).hasSizeBetween(5, 8);
        assertThat(names)
                .allSatisfy(text -> assertThat((":irc.test 353 " + "n".repeat(32) + " = #room :" + text).length() + 2)
                        .isLessThanOrEqualTo(512));
        assertThat(String.join(" ", names).split(" ")).hasSize(200);
    }

    @Test
    void takesAwayNamesOfThoseWhoLeave() {
        online(ANN, "Ann");
        online(BOB, "Bob");
        RoomView room = open(new Member(ANN, ""), new Member(BOB, ""));
        assertThat(room.names(CapabilitySet.NONE)).containsExactly("Ann Bob");

        happens(room, ANN, new Change.Part(null));

        assertThat(room.names(CapabilitySet.NONE)).containsExactly("Bob");
        assertThat(replicas.roomsOf(ANN)).isEmpty();
    }

    @Test
    void takesAGuestForTheAccountThatItBecameDuringAGap() {
        Person guest = withSession(GUEST, "Gil", GUEST.session());
        replicas.apply(new PresenceEvent.Online(guest));
        RoomView room = open(new Member(GUEST, "o"));
        Person account = withSession(ANN, "gil", GUEST.session());

        List<PresenceEvent> differences =
                replicas.presence().differencesTo(new PresenceSnapshot(1, 9, List.of(account)));
        differences.forEach(replicas::apply);

        assertThat(differences).containsExactly(new PresenceEvent.Adopted(GUEST, account));
        assertThat(room.ranksOf(ANN)).isEqualTo("o");
        assertThat(room.isMember(GUEST)).isFalse();
    }

    @Test
    void takesAGuestWhoseNickIsAnothersNowForGone() {
        replicas.apply(new PresenceEvent.Online(withSession(GUEST, "Gil", GUEST.session())));
        Person other = withSession(ANN, "gil", new SessionId(new RelayId("relay.1"), 2));

        assertThat(replicas.presence().differencesTo(new PresenceSnapshot(1, 9, List.of(other))))
                .hasSize(2)
                .first()
                .isInstanceOf(PresenceEvent.Offline.class);
    }

    @Test
    void keepsAccountsAsMembersWhileTheyAreAway() {
        online(ANN, "Ann");
        RoomView room = open(new Member(ANN, ""));
        assertThat(room.names(CapabilitySet.NONE)).containsExactly("Ann");

        offline(ANN);
        assertThat(room.names(CapabilitySet.NONE)).isEmpty();
        assertThat(room.isMember(ANN)).isTrue();

        online(ANN, "Ann");
        assertThat(room.names(CapabilitySet.NONE)).containsExactly("Ann");
    }

    @Test
    void forgetsMembershipsOfGuestsWhoLeave() {
        online(GUEST, "guest");
        RoomView room = open(new Member(GUEST, ""));

        offline(GUEST);

        assertThat(room.isMember(GUEST)).isFalse();
        assertThat(replicas.roomsOf(GUEST)).isEmpty();
    }

    @Test
    void makesAGuestsMembershipsThoseOfTheAccount() {
        Person guest = online(GUEST, "ann");
        RoomView room = open(new Member(GUEST, "o"));

        replicas.apply(new PresenceEvent.Adopted(GUEST, person(ANN, guest.nick().value(), null)));

        assertThat(room.ranksOf(ANN)).isEqualTo("o");
        assertThat(room.isMember(GUEST)).isFalse();
        assertThat(replicas.roomsOf(ANN)).containsExactly(room);
        assertThat(replicas.roomsOf(GUEST)).isEmpty();
        assertThat(replicas.presence().byNick(new Nickname("ANN"))).isNotNull();
        assertThat(room.names(CapabilitySet.NONE)).containsExactly("@ann");
    }

    @Test
    void followsModesAndTopic() {
        RoomView room = open(new Member(ANN, ""));

        happens(
                room,
                BOB,
                new Change.Modes(List.of(
                        new ModeChange(true, 'v', "Ann", ANN),
                        new ModeChange(true, 'o', "Ann", ANN),
                        new ModeChange(true, 'm', null, null),
                        new ModeChange(false, 'n', null, null),
                        new ModeChange(true, 'k', "secret", null),
                        new ModeChange(true, 'l', "12", null))));
        happens(room, BOB, new Change.Topic("what it is about"));

        assertThat(room.ranksOf(ANN)).isEqualTo("ov");
        assertThat(room.modes()).isEqualTo(new RoomModes("mt", "secret", 12));
        assertThat(Objects.requireNonNull(room.topic()).text()).isEqualTo("what it is about");

        happens(room, BOB, new Change.Topic(""));
        happens(room, BOB, new Change.Modes(List.of(new ModeChange(false, 'o', "Ann", ANN))));
        assertThat(room.topic()).isNull();
        assertThat(room.ranksOf(ANN)).isEqualTo("v");
        assertThat(room.ranksOf(BOB)).isNull();
    }

    @Test
    void refusesAnEventThatIsNotTheNext() {
        RoomView room = open(new Member(ANN, ""));

        assertThatThrownBy(() -> replicas.apply(room, event(12, ANN, new Change.Part(null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(room.sequence()).isEqualTo(10);
    }

    @Test
    void findsPeopleByAnyFormOfTheirNickAndNotByTheOldOne() {
        Person ann = online(ANN, "Ann");
        Person now = person(ANN, "Anna", null);
        replicas.apply(new PresenceEvent.Changed(ann, now, PresenceEvent.What.NICK));

        assertThat(replicas.presence().byNick(new Nickname("aNNa"))).isEqualTo(now);
        assertThat(replicas.presence().byNick(new Nickname("Ann"))).isNull();
        assertThat(replicas.presence().size()).isEqualTo(1);
    }

    @Test
    void keepsANickThatSomebodyElseHasTakenBeforeTheOldOwnerIsGone() {
        online(ANN, "nick");
        online(BOB, "nick");

        offline(ANN);

        assertThat(Objects.requireNonNull(replicas.presence().byNick(new Nickname("nick")))
                        .id())
                .isEqualTo(BOB);
    }

    @Test
    void comesToASnapshotByEventsThatWereMissed() {
        Person ann = online(ANN, "Ann");
        online(BOB, "Bob");
        Person annNow = person(ANN, "Anna", "gone fishing");
        var guest = person(GUEST, "guest", null);

        List<PresenceEvent> missed =
                replicas.presence().differencesTo(new PresenceSnapshot(1, 99, List.of(annNow, guest)));
        missed.forEach(replicas::apply);

        assertThat(missed)
                .contains(
                        new PresenceEvent.Changed(ann, annNow, PresenceEvent.What.NICK),
                        new PresenceEvent.Changed(ann, annNow, PresenceEvent.What.AWAY),
                        new PresenceEvent.Online(guest));
        assertThat(missed.getFirst()).isInstanceOf(PresenceEvent.Offline.class);
        assertThat(replicas.presence().all()).containsExactlyInAnyOrder(annNow, guest);
    }

    @Test
    void closesARoomThatNobodyFollows() {
        RoomView room = open(new Member(ANN, ""));

        replicas.close(ROOM.id());

        assertThat(replicas.room(new RoomName("#ROOM"))).isNull();
        assertThat(replicas.roomsOf(ANN)).isEmpty();
        assertThat(room.isMember(ANN)).isTrue();
    }

    private RoomView open(Member... members) {
        return replicas.open(new RoomSnapshot(ROOM, sequence, null, new RoomModes("nt", null, 0), List.of(members), 0));
    }

    private Person online(PersonId id, String nick) {
        Person person = person(id, nick, null);
        replicas.apply(new PresenceEvent.Online(person));
        return person;
    }

    private void offline(PersonId id) {
        replicas.apply(new PresenceEvent.Offline(
                Objects.requireNonNull(replicas.presence().byId(id)), null));
    }

    private void happens(RoomView room, PersonId author, Change change) {
        replicas.apply(room, event(++sequence, author, change));
    }

    private static Event event(long sequence, PersonId author, Change change) {
        Person by = person(author, "x", null);
        return new Event(sequence, 1, new Author(author, by.source(), null), null, change);
    }

    private static Person person(PersonId id, String nick, @Nullable String away) {
        return new Person(id, new Nickname(nick), "u", "h", "Real", null, away, UserModes.NONE, true, 0, List.of());
    }

    private static Person withSession(PersonId id, String nick, SessionId session) {
        return new Person(id, new Nickname(nick), "u", "h", "r", null, null, UserModes.NONE, true, 0, List.of(session));
    }
}
