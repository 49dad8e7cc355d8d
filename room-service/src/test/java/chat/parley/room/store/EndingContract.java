package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is no more: conversations that ended, accounts that were deleted, nonces that are old. */
interface EndingContract extends StoreBench {
    @Test
    default void endsConversationsWithEverythingInThem() throws Exception {
        Accepted guests = scribe().ask(visitor().join("#guests"));
        Accepted direct = scribe().ask(visitor().tell(bob(), "hi"));
        scribe().tell(visitor().depart());

        assertThat(new Scribe(store()).exists("#guests")).isFalse();
        assertThat(missed(2)).isEmpty();
        while (await(store().purge(0, 1))) {
            // little by little
        }
        assertThat(read(guests.conversation().id(), new HistorySelector.Latest(), 9, true))
                .isEmpty();
        assertThat(read(direct.conversation().id(), new HistorySelector.Latest(), 9, true))
                .isEmpty();
    }

    @Test
    default void remembersNoncesUntilTheyArePurged() throws Exception {
        scribe().ask(alice().join("#den"));
        Accepted first = scribe().ask(alice().say("#den", "once", "n"));
        assertThat(new Scribe(store()).ask(alice().say("#den", "once", "n")).sequence())
                .isEqualTo(first.sequence());

        while (await(store().purge(1_000, 10))) {
            // little by little
        }
        assertThat(new Scribe(store()).ask(alice().say("#den", "once", "n")).repeated())
                .isTrue();
        while (await(store().purge(1_001, 10))) {
            // little by little
        }
        assertThat(new Scribe(store()).ask(alice().say("#den", "once", "n")).repeated())
                .isFalse();
    }

    @Test
    default void leavesNothingOfADeletedAccountButWhatItSaid() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        scribe().ask(alice().say("#den", "once", "n"));
        scribe().ask(bob().join("#den"));
        ConversationId withBob =
                scribe().ask(bob().tell(alice(), "psst")).conversation().id();
        scribe().tell(new RoomRequest.Given(new AccountId(1), Map.of(withBob, 1L)));

        PersonId.OfAccount account = (PersonId.OfAccount) alice().person();
        scribe().tell(new RoomRequest.Forget(account, alice().author()));

        List<Event> record = read(den, new HistorySelector.Latest(), 100, true);
        assertThat(record).hasSize(4);
        assertThat(record)
                .filteredOn(event -> event.author().person().equals(account))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.author().account()).isNull());
        assertThat(record.getLast().change()).isEqualTo(new Change.Part("Account deleted"));
        assertThat(record.get(2).author().account()).isEqualTo("bob");
        assertThat(missed(1)).isEmpty();
        assertThat(await(store().load(List.of(new Need.OfPerson(account)))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Loaded.FoundPerson.class,
                        found -> assertThat(found.memberships())
                                .usingRecursiveComparison()
                                .isEqualTo(new Memberships()));
    }

    @Test
    default void letsNobodyInForHavingTheNameOfADeletedAccount() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().ask(alice().modes(
                        "#den",
                        Actor.with('I', "a:Bob"),
                        Actor.with('I', "a:bob2"),
                        Actor.with('e', "m:a:bob"),
                        Actor.with('b', "a:bob")));

        scribe().tell(new RoomRequest.Forget((PersonId.OfAccount) bob().person(), bob().author()));

        for (Scribe reader : List.of(scribe(), new Scribe(store()))) {
            assertThat(masks(reader, 'I')).containsExactly("a:bob2");
            assertThat(masks(reader, 'e')).isEmpty();
            assertThat(masks(reader, 'b')).containsExactly("a:bob");
        }
    }

    private List<String> masks(Scribe reader, char letter) throws Exception {
        Verdict verdict = reader.decide(new RoomRequest.ReadList(new RoomName("#den"), alice().person(), letter));
        return ((List<?>) ((Verdict.Answer) verdict).answer())
                .stream().map(line -> ((ListEntry) line).mask()).toList();
    }

    @Test
    default void knowsTheGuestsThatHaveAPartInSomething() throws Exception {
        Actor other = Actor.guest("other", 8);
        scribe().ask(visitor().join("#den"));
        scribe().ask(visitor().join("#pub"));
        scribe().ask(alice().join("#den"));
        scribe().ask(other.tell(alice(), "hi"));
        assertThat(await(store().guests()))
                .containsExactlyInAnyOrder((PersonId.OfGuest) visitor().person(), (PersonId.OfGuest) other.person());

        scribe().tell(visitor().depart());

        assertThat(await(store().guests())).containsExactly((PersonId.OfGuest) other.person());
    }
}
