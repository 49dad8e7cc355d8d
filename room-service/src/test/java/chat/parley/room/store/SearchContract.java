package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was said is found by its words. */
interface SearchContract extends StoreBench {
    @Test
    default void findsWhatWasSaidByItsWords() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().ask(bob().join("#den"));
        scribe().now = 2_000;
        scribe().ask(alice().say("#den", "That was Fast!"));
        scribe().now = 3_000;
        scribe().ask(bob().say("#den", "Fasting is hard, \u00c5sa"));
        scribe().now = 4_000;
        scribe().ask(alice().say("#den", "a b"));

        assertThat(found(alice(), "#den", null, "fast", null, null, 10))
                .containsExactly("#den That was Fast!", "#den Fasting is hard, \u00c5sa");
        assertThat(found(alice(), "#den", null, "FAST was", null, null, 10)).containsExactly("#den That was Fast!");
        assertThat(found(alice(), "#den", null, "asa", null, null, 10))
                .containsExactly("#den Fasting is hard, \u00c5sa");
        assertThat(found(alice(), "#den", null, "fa", null, null, 10)).isEmpty();
        assertThat(found(alice(), "#den", null, "b", null, null, 10)).containsExactly("#den a b");
        assertThat(found(alice(), "#den", "ALICE", "", null, null, 10))
                .containsExactly("#den That was Fast!", "#den a b");
        assertThat(found(alice(), "#den", "bob", "was", null, null, 10)).isEmpty();
        assertThat(found(alice(), "#den", null, "fast", null, null, 1))
                .containsExactly("#den Fasting is hard, \u00c5sa");
        assertThat(found(alice(), "#den", null, "fast", 2_000L, null, 1)).containsExactly("#den That was Fast!");
        assertThat(found(alice(), "#den", null, "fast", null, 2_000L, 9)).containsExactly("#den That was Fast!");
        assertThat(found(alice(), "#den", null, "fast", 2_001L, 2_999L, 9)).isEmpty();
        assertThat(found(alice(), "#den", null, "", null, null, 2))
                .containsExactly("#den Fasting is hard, \u00c5sa", "#den a b");
    }

    @Test
    default void findsNothingButWhereTheReaderIs() throws Exception {
        Actor carol = Actor.account("carol", 3);
        scribe().ask(alice().join("#den"));
        scribe().ask(carol.join("#pub"));
        scribe().now = 2_000;
        scribe().ask(alice().say("#den", "needle in the den"));
        scribe().now = 3_000;
        scribe().ask(carol.say("#pub", "needle in the pub"));
        scribe().now = 4_000;
        scribe().ask(bob().tell(alice(), "needle for alice"));
        scribe().ask(bob().tell(carol, "needle for carol"));

        assertThat(found(alice(), null, null, "needle", null, null, 10))
                .containsExactly("#den needle in the den", "alice+bob needle for alice");
        assertThat(found(alice(), null, null, "needle", 1L, null, 1)).containsExactly("#den needle in the den");
        assertThat(found(bob(), null, null, "needle", null, null, 10))
                .containsExactly("alice+bob needle for alice", "bob+carol needle for carol");
        assertThat(found(visitor(), null, null, "needle", null, null, 10)).isEmpty();
        scribe().ask(alice().part("#den"));
        assertThat(found(alice(), null, null, "needle", null, null, 10)).containsExactly("alice+bob needle for alice");
    }

    @Test
    default void findsNothingThatWasTakenBackOrIsForOthers() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        scribe().ask(bob().join("#den"));
        long said = scribe().ask(alice().say("#den", "secret needle")).sequence();
        scribe().ask(alice().say(
                        new Target.ToRoom(new RoomName("#den"), RoomRank.OPERATOR),
                        "needle for operators",
                        null,
                        true));
        scribe().ask(new RoomRequest.Redact(
                new Target.ToRoom(new RoomName("#den")), alice().author(), alice().origin(), den.value(), said, null));

        assertThat(found(bob(), "#den", null, "needle", null, null, 10)).isEmpty();
        assertThat(found(bob(), "#den", "alice", "", null, null, 10)).isEmpty();
        assertThat(found(alice(), "#den", null, "needle", null, null, 10)).containsExactly("#den needle for operators");
        assertThat(found(alice(), null, null, "needle", null, null, 10)).isEmpty();
    }

    @Test
    default void findsNothingOfAConversationThatEnded() throws Exception {
        scribe().ask(visitor().join("#guests"));
        scribe().ask(visitor().say("#guests", "needle"));
        scribe().tell(visitor().part("#guests"));
        while (await(store().purge(0, 1))) {
            // little by little
        }
        scribe().ask(visitor().join("#guests"));
        assertThat(found(visitor(), "#guests", null, "needle", null, null, 10)).isEmpty();
        scribe().ask(visitor().say("#guests", "another needle"));
        assertThat(found(visitor(), null, null, "needle", null, null, 10)).containsExactly("#guests another needle");
    }

    @Test
    default void takesWhateverStrangersAskForAsWords() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().ask(alice().say("#den", "OR and NEAR"));
        for (String text : List.of(
                "\" OR 1",
                "a* OR b",
                "NEAR(a b)",
                "words:x",
                "-",
                "^a",
                "{",
                "'",
                "\u0000",
                "\uD83D",
                "a\"\"b",
                "(",
                "%",
                "*")) {
            assertThat(found(alice(), "#den", "a[]\\`", text, null, null, 10)).isEmpty();
        }
        assertThat(found(alice(), "#den", null, "\"NEAR\" OR", null, null, 10)).containsExactly("#den OR and NEAR");
    }

    /** Found in the index as well as before it is made. */
    private List<String> found(
            Actor reader,
            @Nullable String room,
            @Nullable String from,
            String text,
            @Nullable Long after,
            @Nullable Long before,
            int limit)
            throws Exception {
        Target in = room == null ? null : new Target.ToRoom(new RoomName(room));
        Nickname nick = from == null ? null : new Nickname(from);
        Verdict verdict =
                scribe().decide(new RoomRequest.Search(reader.person(), in, nick, after, before, text, limit));
        assertThat(verdict).isInstanceOf(Verdict.MaySearch.class);
        List<SearchHit> hits = await(store().search(((Verdict.MaySearch) verdict).plan()));
        while (await(store().purge(0, 2_000))) {
            // until all is in the index
        }
        assertThat(await(store().search(((Verdict.MaySearch) verdict).plan()))).isEqualTo(hits);
        return hits.stream()
                .map(hit -> Scribe.nameOf(hit.conversation()) + " "
                        + ((Change.Message) hit.event().change()).text())
                .toList();
    }
}
