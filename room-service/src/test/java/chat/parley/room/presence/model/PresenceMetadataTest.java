package chat.parley.room.presence.model;

import static chat.parley.room.presence.model.Life.A;
import static chat.parley.room.presence.model.Life.B;
import static chat.parley.room.presence.model.Life.account;
import static chat.parley.room.presence.model.Life.on;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresenceMetadataTest {
    private static final MetadataKey NAME = new MetadataKey("display-name");
    private static final Account ALICE = account(1, "alice");
    private static final Metadata ONE = said("one");
    private static final Metadata TWO = ONE.after(new MetadataChange.Put(Map.of(NAME, "two")));

    private final Presence presence = new Presence();

    private static Metadata said(String name) {
        return Metadata.NONE.after(new MetadataChange.Put(Map.of(NAME, name)));
    }

    private Claimed ask(PresenceRequest<Claimed> request) {
        return switch (presence.on(request, 1_000)) {
            case Outcome.Done(Object answer) -> (Claimed) answer;
            case Outcome.Refused(Failure failure) -> throw new AssertionError(failure);
        };
    }

    private Claimed claim(SessionId session, String nick, @Nullable Account account, Metadata metadata) {
        return ask(new PresenceRequest.Claim(
                session, new Nickname(nick), account, "user", "host", "real", true, metadata));
    }

    @Test
    void seesAGuestWithWhatItSaidBeforeItCame() {
        assertThat(claim(on(A, 1), "visitor", null, ONE).person().metadata()).isEqualTo(ONE);
    }

    @Test
    void seesAnAccountWithItsOwnAlone() {
        Person alice = claim(on(A, 1), "alice", ALICE.withMetadata(TWO), ONE).person();
        assertThat(alice.metadata()).isEqualTo(TWO);
    }

    @Test
    void tellsOfWhatAGuestChanges() {
        claim(on(A, 1), "visitor", null, Metadata.NONE);
        presence.takeEvents(1_000);

        Person now = ask(new PresenceRequest.ChangeMetadata(on(A, 1), new MetadataChange.Put(Map.of(NAME, "one")), 3))
                .person();

        assertThat(now.metadata()).isEqualTo(ONE);
        assertThat(presence.takeEvents(1_000))
                .singleElement()
                .isInstanceOfSatisfying(PresenceEvent.Changed.class, changed -> {
                    assertThat(changed.what()).isEqualTo(PresenceEvent.What.METADATA);
                    assertThat(changed.now().metadata()).isEqualTo(ONE);
                });
        ask(new PresenceRequest.ChangeMetadata(on(A, 1), new MetadataChange.Put(Map.of(NAME, "one")), 3));
        assertThat(presence.takeEvents(1_000)).isEmpty();
    }

    @Test
    void boundsTheKeysOfAGuest() {
        claim(on(A, 1), "visitor", null, ONE);
        var another = new PresenceRequest.ChangeMetadata(
                on(A, 1), new MetadataChange.Put(Map.of(new MetadataKey("b"), "x")), 1);
        assertThat(presence.on(another, 1_000))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.failure())
                                .isEqualTo(new Failure.Rejected(
                                        Reason.METADATA_FULL, "That would be too many keys, or too much in all.")));
    }

    @Test
    void showsAllPersonsOfAnAccountWhatItSays() {
        claim(on(A, 1), "alice", ALICE, Metadata.NONE);
        claim(on(A, 2), "alice_", ALICE, Metadata.NONE);
        claim(on(A, 3), "bob", null, Metadata.NONE);
        presence.takeEvents(1_000);

        ask(new PresenceRequest.ShowMetadata(on(A, 2), ONE));

        assertThat(presence.takeEvents(1_000))
                .extracting(
                        event -> ((PresenceEvent.Changed) event).now().nick().value())
                .containsExactlyInAnyOrder("alice", "alice_");
    }

    @Test
    void letsTheLaterOfTwoStatesStand() {
        claim(on(A, 1), "alice", ALICE, Metadata.NONE);
        ask(new PresenceRequest.ShowMetadata(on(A, 1), TWO));
        assertThat(ask(new PresenceRequest.ShowMetadata(on(A, 1), ONE)).person().metadata())
                .isEqualTo(TWO);
        assertThat(claim(on(A, 2), "alice", ALICE.withMetadata(ONE), Metadata.NONE)
                        .person()
                        .metadata())
                .isEqualTo(TWO);
        Metadata three = TWO.after(new MetadataChange.Clear());
        assertThat(claim(on(A, 3), "alice", ALICE.withMetadata(three), Metadata.NONE)
                        .person()
                        .metadata())
                .isEqualTo(three);
    }

    @Test
    void takesTheAccountsInThePlaceOfAGuestsWhenItSignsIn() {
        claim(on(A, 1), "alice", null, said("as a guest"));
        Claimed adopted = ask(new PresenceRequest.Identify(on(A, 1), ALICE.withMetadata(TWO), true));
        assertThat(adopted.person().metadata()).isEqualTo(TWO);

        claim(on(A, 2), "bob", null, said("as a guest"));
        Claimed named = ask(new PresenceRequest.Identify(on(A, 2), ALICE.withMetadata(TWO), false));
        assertThat(named.person().metadata()).isEqualTo(TWO);
    }

    @Test
    void staysWithAPersonUnderAnotherNick() {
        claim(on(A, 1), "visitor", null, ONE);
        assertThat(ask(new PresenceRequest.Rename(on(A, 1), new Nickname("guest")))
                        .person()
                        .metadata())
                .isEqualTo(ONE);
    }

    @Test
    void isCarriedOverALifeOfPresenceInItsLatestState() {
        Life before = new Life(100);
        before.follow(A, PresenceSnapshot.NONE);
        before.follow(B, PresenceSnapshot.NONE);
        before.pass(2_000);
        before.claim(on(A, 1), "alice", ALICE);
        PresenceSnapshot early = before.snapshot();
        before.presence.on(new PresenceRequest.ShowMetadata(on(A, 1), ONE), before.now);
        PresenceSnapshot late = before.snapshot();

        Life after = new Life(200);
        after.follow(B, early);
        after.follow(A, late);

        assertThat(after.snapshot().persons()).extracting(Person::metadata).isEqualTo(List.of(ONE));
    }
}
